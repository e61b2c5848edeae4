"""Writes fund-windows.json: metrics of generated flows over windows, of pools and of prices, in exact fractions.

Balances are followed flow by flow and integrated step by step. Run: python3 tests/oracles/fund-windows.py
"""
import json, pathlib, platform
from fractions import Fraction

from stream import Stream

GENESIS, BLOCK, DAY, YEAR = 1_584_000_000, 10, 86_400, 31_536_000
PRICE_DECIMALS = 8
CASES = 16
CAUSES_IN = ["FEE", "YIELD", "PREMIUM", "DEPOSIT", "PENALTY", "REBALANCE", "TRANSFER"]
CAUSES_OUT = ["WITHDRAWAL", "COVERAGE", "PAYOUT", "REBALANCE", "SLASH"]
RECURRING = ("FEE", "YIELD", "PREMIUM")
DRAWDOWN = ("COVERAGE", "EXERCISE", "LIQUIDATION_LOSS", "PAYOUT", "SLASH")


def rounded(value):
    """18 decimals, ties to even: what round() of a fraction does; None where there is no quotient."""
    if value is None:
        return None
    units = round(Fraction(value) * 10**18)
    digits = str(abs(units)).rjust(19, "0")
    tail = digits[-18:].rstrip("0")
    return ("-" if units < 0 else "") + digits[:-18] + ("." + tail if tail else "")


def quotient(top, bottom):
    return None if bottom == 0 else Fraction(top) / bottom


def time_of(block):
    return GENESIS + block * BLOCK


def make_flows(stream, funds, assets, head):
    flows, balances = [], {}
    for block in sorted(1 + stream.below(head) for _ in range(3 + stream.below(40))):
        place = (stream.pick(funds), stream.pick(assets))
        held = balances.get(place, 0)
        direction = "OUT" if held > 0 and stream.below(2) else "IN"
        amount = 1 + stream.below(held if direction == "OUT" else 10 ** (1 + stream.below(26)))
        balances[place] = held + (amount if direction == "IN" else -amount)
        cause = stream.pick(CAUSES_IN if direction == "IN" else CAUSES_OUT)
        flows.append(dict(block=block, fund=place[0], asset=place[1], direction=direction, cause=cause, amount=amount))
    return flows


def make_case(stream):
    assets = {f"0xa{at}": stream.below(19) for at in range(1 + stream.below(3))}
    funds = [f"0xb{at}" for at in range(1 + stream.below(3))]
    head = 8640 * (1 + stream.below(200))
    losses = [
        dict(block=1 + stream.below(head), fund=stream.pick(funds), asset=stream.pick(sorted(assets)), loss=f"0xd{stream.below(4)}", amount=1 + stream.below(10**20))
        for _ in range(stream.below(6))
    ]
    return dict(
        assets=assets,
        prices={name: 1 + stream.below(10**13) for name in sorted(assets)},
        funds=funds,
        head=head,
        windowDays=1 + stream.below(120),
        flows=make_flows(stream, funds, sorted(assets), head),
        losses=losses,
        rate=dict(raw=stream.below(3000), decimals=4),
        target=dict(raw=stream.below(10**20), decimals=stream.below(7)),
    )


def integrals(case, start, end):
    """∫ balance dt of each fund and asset, from one flow to the next."""
    found = {}
    for place in sorted({(f["fund"], f["asset"]) for f in case["flows"]}):
        balance, since, area = 0, None, 0
        for f in [f for f in case["flows"] if (f["fund"], f["asset"]) == place]:
            now = max(time_of(f["block"]), start)
            if since is not None:
                area += balance * (now - since)
            balance += f["amount"] if f["direction"] == "IN" else -f["amount"]
            since = now
        found[place] = area + balance * (end - since)
    return found


def answers(case):
    end = time_of(case["head"])
    oldest = min(time_of(row["block"]) for row in case["flows"] + case["losses"])
    start = max(end - case["windowDays"] * DAY, oldest)
    seconds = end - start
    area = integrals(case, start, end)
    inside = [f for f in case["flows"] if time_of(f["block"]) >= start]
    losses = [row for row in case["losses"] if time_of(row["block"]) >= start]
    standing = {f["asset"] for f in case["flows"] if time_of(f["block"]) < end}

    def worth_in(counted):
        unit = next(iter(counted)) if len(counted) == 1 else "USD"

        def worth(raw, asset):
            value = Fraction(raw, 10 ** case["assets"][asset])
            return value if asset == unit else value * Fraction(case["prices"][asset], 10**PRICE_DECIMALS)

        return worth

    worth = worth_in(standing | {row["asset"] for row in losses})
    absorbed = sum((worth(row["amount"], row["asset"]) for row in losses), Fraction(0))
    capital = sum((worth(raw, asset) for (_, asset), raw in area.items()), Fraction(0))
    absorption = dict(
        absorbed=rounded(absorbed),
        averageCapital=rounded(quotient(capital, seconds)),
        efficiency=rounded(quotient(absorbed * seconds, capital)),
        capitalYearsPerUnit=rounded(quotient(capital, absorbed * YEAR)),
        episodes=len({row["loss"] for row in losses}),
    )

    worth = worth_in(standing | {f["asset"] for f in inside})
    earned = {place: 0 for place in area}
    for f in inside:
        if f["direction"] == "IN" and f["cause"] in RECURRING:
            earned[(f["fund"], f["asset"])] += f["amount"]
    rate = Fraction(case["rate"]["raw"], 10 ** case["rate"]["decimals"])
    value = {place: worth(raw, place[1]) for place, raw in area.items()}
    gain = {place: worth(raw, place[1]) for place, raw in earned.items()}
    total, gains = sum(value.values(), Fraction(0)), sum(gain.values(), Fraction(0))
    idle = sum((value[place] for place in area if earned[place] == 0), Fraction(0))
    forgone = sum((max(Fraction(0), value[place] * rate - gain[place] * YEAR) for place in area), Fraction(0))
    idle_capital = dict(
        idleShare=rounded(quotient(idle, total)),
        averageCapital=rounded(quotient(total, seconds)),
        earned=rounded(gains),
        yieldRate=rounded(quotient(gains * YEAR, total)),
        opportunityCost=rounded(forgone / YEAR),
    )

    balance = {}
    for f in case["flows"]:
        place = (f["fund"], f["asset"])
        balance[place] = balance.get(place, 0) + (f["amount"] if f["direction"] == "IN" else -f["amount"])
    worth = worth_in({asset for (_, asset), raw in balance.items() if raw != 0} | {f["asset"] for f in inside})
    moved = [f for f in inside if f["cause"] != "REBALANCE"]

    def total_of(direction, causes=None):
        rows = [f for f in moved if f["direction"] == direction and (causes is None or f["cause"] in causes)]
        return sum((worth(f["amount"], f["asset"]) for f in rows), Fraction(0))

    inflow, outflow = total_of("IN"), total_of("OUT")
    held = sum((worth(raw, asset) for (_, asset), raw in balance.items()), Fraction(0))
    target = Fraction(case["target"]["raw"], 10 ** case["target"]["decimals"])
    shortfall, net = max(Fraction(0), target - held), inflow - outflow
    months = Fraction(0) if shortfall == 0 else None if net <= 0 else shortfall * 12 * seconds / (net * YEAR)
    funding = dict(
        netInflow=rounded(net),
        shares={cause: rounded(quotient(total_of("IN", [cause]), inflow)) for cause in sorted({f["cause"] for f in moved if f["direction"] == "IN"})},
        sustainability=rounded(quotient(total_of("IN", RECURRING), total_of("OUT", DRAWDOWN))),
        shortfall=rounded(shortfall),
        monthsToRebuild=rounded(months),
    )
    return dict(absorption=absorption, idleCapital=idle_capital, funding=funding)


def make_sale(stream):
    """A sale in a pool, and an average price over a span."""
    x, y, n = (1 + stream.below(10 ** (1 + stream.below(26))) for _ in range(3))
    fee, decimals, supply = stream.below(10**6), stream.below(19), stream.below(10**26)
    kept = n * (1 - Fraction(fee, 10**6))
    proceeds = y * kept / (x + kept)
    steps = sorted({stream.below(1000) for _ in range(1 + stream.below(8))})
    prices = [dict(seconds=at, price=1 + stream.below(10**12)) for at in steps]
    start = stream.below(1000)
    end = start + 1 + stream.below(500)
    in_force = lambda t: next((p["price"] for p in reversed(prices) if p["seconds"] <= t), None)
    average = None if in_force(start) is None else sum(in_force(t) for t in range(start, end))
    return dict(
        pool=dict(tokenReserve=x, quoteReserve=y, feePpm=fee, decimals=decimals),
        mint=n,
        supply=supply,
        prices=prices,
        span=dict(start=start, end=end),
        proceeds=rounded(proceeds / 10**decimals),
        priceImpact=rounded(1 - proceeds / (n * Fraction(y, x))),
        dilution=rounded(Fraction(n, supply + n)),
        priceSeconds=average,
    )


def texts(value):
    """Integers of any size as text."""
    if isinstance(value, dict):
        return {key: texts(one) for key, one in value.items()}
    if isinstance(value, list):
        return [texts(one) for one in value]
    return str(value) if isinstance(value, int) and abs(value) >= 2**31 else value


stream = Stream(20200312)
cases = []
for _ in range(CASES):
    case = make_case(stream)
    cases.append(texts({**case, **answers(case)}))
sales = [texts(make_sale(stream)) for _ in range(CASES)]

out = {"programs": {"python": platform.python_version()}, "cases": cases, "sales": sales}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(out, indent=2) + "\n")
