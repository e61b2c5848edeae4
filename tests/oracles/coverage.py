"""Writes coverage.json: coverage and waterfalls of generated books, in exact fractions.

Run: python3 tests/oracles/coverage.py
"""
import json, pathlib, platform
from fractions import Fraction

from stream import Stream

PRICE_DECIMALS = 8
CASES = 40


def decimal(value):
    """Every digit of a fraction whose denominator divides a power of ten."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    return fixed(value * 10**digits, digits)


def fixed(units, digits):
    whole = abs(int(units))
    text = str(whole).rjust(digits + 1, "0")
    head, tail = (text, "") if digits == 0 else (text[:-digits], text[-digits:].rstrip("0"))
    return ("-" if units < 0 else "") + head + ("." + tail if tail else "")


def rounded(value):
    """18 decimals, ties to even: what round() of a fraction does."""
    return fixed(round(value * 10**18), 18)


def usable(holding):
    if holding["status"] in ("DISABLED", "SHUT_DOWN"):
        return 0
    queued = -(-holding["balance"] * holding["pendingShares"] // holding["shares"]) if holding["shares"] else 0
    return holding["balance"] - holding["pendingOutflow"] - holding["encumbered"] - holding["disabled"] - queued


def make_holding(stream, name, assets):
    balance = stream.below(10 ** (1 + stream.below(24)))
    holding = {"id": name, "rank": 1 + stream.below(3), "asset": assets[stream.below(len(assets))]}
    holding["status"] = ["ACTIVE", "ACTIVE", "ACTIVE", "PAUSED", "DISABLED"][stream.below(5)]
    left = balance
    for part in ("pendingOutflow", "encumbered", "disabled"):
        holding[part] = stream.below(left + 1) if stream.below(3) == 0 else 0
        left -= holding[part]
    shares = 1 + stream.below(10**9) if left == balance and stream.below(2) else 0
    holding.update(balance=balance, shares=shares, pendingShares=stream.below(shares + 1) if shares else 0)
    return holding


def make_case(stream):
    assets = {f"a{at}": stream.below(19) for at in range(1 + stream.below(4))}
    names = sorted(assets)
    prices = {name: 1 + stream.below(10**13) for name in names}
    holdings = [make_holding(stream, f"h{at}", names) for at in range(stream.below(7))]
    exposures = [
        {"market": f"m{at}", "asset": names[stream.below(len(names))], "raw": stream.below(10 ** (1 + stream.below(24)))}
        for at in range(1 + stream.below(5))
    ]
    asset_loss = {"asset": names[stream.below(len(names))], "raw": stream.below(10 ** (1 + stream.below(25)))}
    loss = {"raw": stream.below(10 ** (1 + stream.below(20))), "decimals": stream.below(7)}
    return dict(assets=assets, prices=prices, holdings=holdings, exposures=exposures, assetLoss=asset_loss, loss=loss)


def coverage(case):
    counted = {h["asset"] for h in case["holdings"] if h["balance"] != 0} | {e["asset"] for e in case["exposures"]}
    unit = counted.pop() if len(counted) == 1 else "USD"

    def worth(raw, asset):
        value = Fraction(raw, 10 ** case["assets"][asset])
        return value if asset == unit else value * Fraction(case["prices"][asset], 10**PRICE_DECIMALS)

    held, owed = {}, {}
    for h in case["holdings"]:
        held[h["asset"]] = held.get(h["asset"], 0) + worth(usable(h), h["asset"])
    for e in case["exposures"]:
        owed[e["asset"]] = owed.get(e["asset"], 0) + worth(e["raw"], e["asset"])
    resources, exposure = Fraction(sum(held.values())), Fraction(sum(owed.values()))
    matched = Fraction(sum(min(held.get(asset, 0), owed[asset]) for asset in owed))
    ratio = lambda top: None if exposure == 0 else rounded(top / exposure)
    return dict(
        unit=unit,
        resources=decimal(resources),
        exposure=decimal(exposure),
        ratio=ratio(resources),
        shortfall=decimal(max(Fraction(0), exposure - resources)),
        matchedRatio=ratio(matched),
        matchedShortfall=decimal(exposure - matched),
    )


def share(amount, capacities):
    """Whole units in proportion, the rest one by one to the first that were rounded down."""
    total = sum(capacities)
    if amount >= total:
        return list(capacities)
    exact = [Fraction(amount * capacity, total) for capacity in capacities]
    parts = [int(value) for value in exact]
    for at, value in enumerate(exact):
        if sum(parts) < amount and value.denominator != 1:
            parts[at] += 1
    return parts


def run(loss, layers):
    """The loss and the capacities in units of one grid; layers by rank, then id."""
    taken, left = {}, loss
    for rank in sorted({rank for rank, _, _ in layers}):
        group = sorted((name, capacity) for r, name, capacity in layers if r == rank)
        parts = share(left, [capacity for _, capacity in group])
        taken.update({name: part for (name, _), part in zip(group, parts)})
        left -= sum(parts)
    return taken, left


def waterfall_in_asset(case):
    asset, raw = case["assetLoss"]["asset"], case["assetLoss"]["raw"]
    layers = [(h["rank"], h["id"], usable(h) if h["asset"] == asset else 0) for h in case["holdings"]]
    taken, left = run(raw, layers)
    digits = case["assets"][asset]
    return dict(absorbed={name: fixed(part, digits) for name, part in taken.items()}, unabsorbed=fixed(left, digits))


def waterfall_in_dollars(case):
    raw, decimals = case["loss"]["raw"], case["loss"]["decimals"]
    while decimals > 0 and raw % 10 == 0:
        raw, decimals = raw // 10, decimals - 1
    scales = [case["assets"][h["asset"]] + PRICE_DECIMALS for h in case["holdings"] if usable(h) != 0]
    digits = max([decimals] + scales)
    layers = [
        (h["rank"], h["id"], usable(h) * case["prices"][h["asset"]] * 10 ** (digits - case["assets"][h["asset"]] - PRICE_DECIMALS))
        for h in case["holdings"] if usable(h) != 0
    ] + [(h["rank"], h["id"], 0) for h in case["holdings"] if usable(h) == 0]
    taken, left = run(raw * 10 ** (digits - decimals), layers)
    return dict(absorbed={name: fixed(part, digits) for name, part in taken.items()}, unabsorbed=fixed(left, digits))


def texts(value):
    """Integers of any size as text."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return str(value) if isinstance(value, int) and abs(value) >= 2**31 else value


stream = Stream(20260418)
cases = []
for _ in range(CASES):
    case = make_case(stream)
    answers = dict(
        coverage=coverage(case), waterfallInAsset=waterfall_in_asset(case), waterfallInDollars=waterfall_in_dollars(case)
    )
    cases.append(texts({**case, **answers}))

out = {"programs": {"python": platform.python_version()}, "cases": cases}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, indent=2) + "\n")
