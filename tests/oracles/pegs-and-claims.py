"""Writes pegs-and-claims.json: pegs, value leakage, response latency, shared capital and reinsurance of generated ledgers, in exact fractions.

Every answer is searched for in all facts anew; nothing is folded or joined. Run: python3 tests/oracles/pegs-and-claims.py
"""
import json, pathlib, platform
from fractions import Fraction

from stream import Stream

GENESIS, BLOCK, DAY, HOUR = 1_584_000_000, 10, 86_400, 3_600
CASES = 5
DECIMALS = {"W": 18, "U": 6}
HORIZONS = (60, HOUR, DAY)
MODES = ("DIRECT", "OFFSET", "ABSORPTION", "AUCTION", "CLOSE_OUT", "WRITE_OFF")


def rounded(value):
    """18 decimals, ties to even: what round() of a fraction does; None where there is no number."""
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


def make_case(s):
    head = 3_000 + s.below(20_000)
    maybe = lambda value: None if s.below(5) == 0 else value
    prices = [
        dict(asset=asset, block=block, price=None if s.below(12) == 0 else 98_800_000 + s.below(2_400_000))
        for asset in ("W", "U")
        for block in s.blocks(45, head)
    ]
    liquidations = [
        dict(
            block=block, mode=s.pick(MODES), seized=maybe(10**17 + s.below(10**19)), returned=maybe(s.below(10**17)),
            repaid=s.below(10**7), fee=maybe(s.below(10**5)), loss=maybe(s.below(3)),
        )
        for block in s.blocks(25, head)
    ]
    takes = [
        dict(block=block, action=s.pick(("TAKE", "SETTLE", "BID_UP")), bought=s.below(3) * 10**18, paid=s.below(10**7), bid=s.below(10**7))
        for block in s.blocks(12, head)
    ]
    deficits = [dict(block=block, action=s.pick(("CREATED", "COVERED")), amount=s.below(3)) for block in s.blocks(8, head)]
    statuses = [
        dict(block=block, subject=s.pick(("market", "layer")), status=s.pick(("PAUSED", "PAUSED", "ACTIVE", "RECOVERY_MODE")))
        for block in s.blocks(14, head)
    ]
    held, holds = {}, []
    for block in s.blocks(14, head):
        account = s.pick(("0xa1", "0xa2", "0xa3"))
        frees = held.get(account, 0) > 0 and s.below(3) == 0
        amount = 1 + s.below(held[account] if frees else 10**9)
        held[account] = held.get(account, 0) + (-amount if frees else amount)
        holds.append(dict(block=block, account=account, direction="RELEASE" if frees else "HOLD", amount=amount))
    terms = [
        dict(block=block, name=s.pick(("reinsuranceLimit", "reinsuranceRetention")), value=s.below(10**9)) for block in s.blocks(6, head)
    ]
    losses = [dict(block=block, fund=s.below(3) * s.below(10**9), ceded=s.below(2) * s.below(10**8)) for block in s.blocks(12, head)]
    members = 1 + s.below(3)
    level = s.pick(("0.5", "0.75", "0.6"))
    scenarios = [[s.below(9) - 1 for _ in range(40)] for _ in range(members)]
    return dict(
        head=head, windowDays=1 + s.below(3), prices=prices, liquidations=liquidations, takes=takes, deficits=deficits,
        statuses=statuses, capital=10**9 + s.below(10**10), holds=holds, terms=terms, losses=losses,
        level=level, scenarios=scenarios, loss=s.below(2 * 10**9),
    )


def observed(case, asset, time):
    """The last observation of the asset's feed in blocks up to a time, and its age."""
    known = [p for p in case["prices"] if p["asset"] == asset and time_of(p["block"]) <= time]
    if not known:
        return None, None
    last = max(known, key=lambda p: p["block"])
    return last, time - time_of(last["block"])


def price(case, asset, time):
    last, age = observed(case, asset, time)
    if last is None or last["price"] is None or age > HOUR:
        return None
    return Fraction(last["price"], 10**8)


def peg(case, asset, start, end):
    """Second after second would do the same: the price in force changes only at observations."""
    path = [p for p in case["prices"] if p["asset"] == asset]
    cuts = sorted({start} | {time_of(p["block"]) for p in path if time_of(p["block"]) >= start})
    episodes, outside, known = [], 0, 0
    for at, cut in enumerate(cuts):
        last, _ = observed(case, asset, cut)
        length = (cuts[at + 1] if at + 1 < len(cuts) else end) - cut
        gap = None if last is None or last["price"] is None else Fraction(last["price"], 10**8) - 1
        if gap is not None:
            known += length
        if gap is None or abs(gap) <= Fraction(50, 10_000):
            if episodes and episodes[-1]["open"]:
                episodes[-1].update(open=False, end=cut)
            continue
        outside += length
        if not (episodes and episodes[-1]["open"]):
            episodes.append(dict(open=True, start=cut, end=None, gaps=[], beganBefore=time_of(last["block"]) < start))
        episodes[-1]["gaps"].append(gap)
    now = price(case, asset, end)
    return dict(
        deviation=rounded(None if now is None else now - 1),
        outside=outside,
        known=known,
        episodes=[
            dict(
                start=e["start"], end=e["end"], seconds=(e["end"] or end) - e["start"],
                extreme=rounded(max(e["gaps"], key=abs)), observations=len(e["gaps"]), beganBefore=e["beganBefore"],
            )
            for e in episodes
            if (e["end"] or end) - e["start"] >= 300
        ],
    )


def acquisitions(case, start):
    for row in case["liquidations"]:
        if time_of(row["block"]) >= start and row["mode"] in ("DIRECT", "OFFSET", "ABSORPTION"):
            acquired = None if row["seized"] is None else row["seized"] - (row["returned"] or 0)
            yield row["mode"], time_of(row["block"]), acquired, row["repaid"], row["fee"]
    for row in case["takes"]:
        if time_of(row["block"]) >= start and row["bought"] > 0:
            yield "AUCTION", time_of(row["block"]), row["bought"], row["bid"] if row["action"] == "SETTLE" else row["paid"], None


def leakage(case, start, end):
    groups = {}
    for channel, time, acquired, paid, fee in acquisitions(case, start):
        groups.setdefault(channel, []).append((time, acquired, paid, fee))
    found = {}
    for channel, rows in groups.items():
        worths = []
        for time, acquired, paid, _ in rows:
            w, u = price(case, "W", time), price(case, "U", time)
            if acquired is not None and (w is not None or acquired == 0) and (u is not None or paid == 0):
                worths.append(((w or 0) * Fraction(acquired, 10**18), (u or 0) * Fraction(paid, 10**6)))
        got, given = sum(a for a, _ in worths), sum(p for _, p in worths)
        moments = sorted({time for time, *_ in rows})
        markouts = []
        for tau in HORIZONS:
            passed = [t for t in moments if t + tau <= end]
            pairs = [(price(case, "W", t), price(case, "W", t + tau)) for t in passed]
            both = [(a, b) for a, b in pairs if a is not None and b is not None]
            markouts.append(
                dict(pending=len(moments) - len(passed), unpriced=len(pairs) - len(both), n=len(both), unmoved=sum(a == b for a, b in both))
            )
        found[channel] = dict(
            count=len(rows),
            acquired=str(sum(a for _, a, _, _ in rows if a is not None)),
            paid=str(sum(p for _, _, p, _ in rows)),
            bonus=None if all(f is None for *_, f in rows) else str(sum(f or 0 for *_, f in rows)),
            profit=rounded(got - given) if worths else None,
            gains=rounded(sum(max(Fraction(0), a - p) for a, p in worths)) if worths else None,
            losing=sum(a < p for a, p in worths),
            profitRate=rounded(quotient(got - given, given)) if worths else None,
            markouts=markouts,
        )
    return found


def pauses(case, start):
    losses = [d["block"] for d in case["deficits"] if d["action"] == "CREATED" and d["amount"] > 0]
    losses += [row["block"] for row in case["liquidations"] if (row["loss"] or 0) > 0]
    found = []
    for at, change in enumerate(case["statuses"]):
        before = [c for c in case["statuses"][:at] if c["subject"] == change["subject"]]
        if change["status"] != "PAUSED" or (before and before[-1]["status"] == "PAUSED") or time_of(change["block"]) < start:
            continue
        active = max([c["block"] for c in before if c["status"] == "ACTIVE"], default=0)
        answered = [b for b in losses if active <= b < change["block"] and (change["block"] - b) * BLOCK <= 72 * HOUR]
        found.append(None if not answered else (change["block"] - min(answered)) * BLOCK)
    return found[::-1]


def shortfall(rows, level, own):
    """Mean of `own` over the worst share of the scenarios of `rows`; scenarios at the boundary share what is left of the weight."""
    weight = len(rows) * (1 - Fraction(level))
    ranked = sorted(set(rows), reverse=True)
    total, left = Fraction(0), weight
    for value in ranked:
        same = [own[s] for s, row in enumerate(rows) if row == value]
        taken = min(left, Fraction(len(same)))
        total += Fraction(sum(same), len(same)) * taken
        left -= taken
    return total / weight


def shared(case):
    committed = {}
    for hold in case["holds"]:
        committed[hold["account"]] = committed.get(hold["account"], 0) + (1 if hold["direction"] == "HOLD" else -1) * hold["amount"]
    promised = sum(committed.values())
    sums = [sum(member[s] for member in case["scenarios"]) for s in range(len(case["scenarios"][0]))]
    alone = [shortfall(member, case["level"], member) for member in case["scenarios"]]
    total = shortfall(sums, case["level"], sums)
    return dict(
        members={account: rounded(Fraction(amount, 10**6)) for account, amount in sorted(committed.items()) if amount},
        rehypothecation=rounded(Fraction(promised, case["capital"])),
        simultaneousCall=rounded(quotient(case["capital"], promised)),
        shortfall=rounded(total),
        diversification=rounded(quotient(sum(alone) - total, sum(alone))),
        contributions=[rounded(shortfall(sums, case["level"], member)) for member in case["scenarios"]],
    )


def reinsured(case, start):
    def last(name, before):
        known = [t for t in case["terms"] if t["name"] == name and t["block"] < before]
        return max(known, key=lambda t: t["block"]) if known else None

    limit = last("reinsuranceLimit", case["head"] + 1)
    retention = last("reinsuranceRetention", case["head"] + 1)
    paid = sum(row["ceded"] for row in case["losses"] if limit is None or row["block"] > limit["block"])
    left = None if limit is None else max(0, limit["value"] - paid)
    inside = [row for row in case["losses"] if time_of(row["block"]) >= start and row["fund"] > 0]
    alone = [row for row in inside if row["ceded"] == 0]
    in_force = [(row, last("reinsuranceRetention", row["block"])) for row in alone]
    fund = 10**11 - sum(row["fund"] for row in case["losses"])
    known = limit is not None and retention is not None
    ceded = 0 if not known else min(max(0, case["loss"] - retention["value"]), left, case["loss"])
    return dict(
        limitLeft=None if left is None else str(left),
        cession=None if left is None else rounded(quotient(left, left + fund)),
        primaryEvents=len(inside),
        basisEvents=len(alone),
        aboveRetention=sum(term is not None and row["fund"] > term["value"] for row, term in in_force),
        primaryPaid=str(sum(row["fund"] for row in alone)),
        retained=rounded(Fraction(case["loss"] - ceded, 10**6)),
    )


def answers(case):
    end = time_of(case["head"])
    facts = [row["block"] for key in ("prices", "liquidations", "takes", "deficits", "statuses", "holds", "terms", "losses") for row in case[key]]
    start = max(end - case["windowDays"] * DAY, time_of(min([*facts, 1])))
    return dict(
        pegs={asset: peg(case, asset, start, end) for asset in ("W", "U")},
        leakage=leakage(case, start, end),
        pauses=pauses(case, start),
        shared=shared(case),
        reinsurance=reinsured(case, start),
    )


def texts(value):
    """Numbers that a double cannot hold become text."""
    if isinstance(value, dict):
        return {key: texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**53 else value


stream = Stream(20261120)
cases = []
for _ in range(CASES):
    case = make_case(stream)
    cases.append(texts(dict(**case, expected=answers(case))))
out = dict(versions=dict(python=platform.python_version()), cases=cases)
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out) + "\n")
