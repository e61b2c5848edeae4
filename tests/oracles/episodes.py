"""Writes episodes.json: the dates of stress episodes in made-up series, by the rules of docs/episodes.md read literally.

Every bucket looks at all buckets before it anew; nothing is kept from one bucket to the next but which conditions are on.

Run: python3 tests/oracles/episodes.py
"""
import json, math, pathlib, sys

HOUR, DAY = 3600, 86400
RULES = dict(
    version="test", bucketSeconds=HOUR, onsetBuckets=2, offShare=0.8, startSeconds=12 * HOUR, quietSeconds=6 * HOUR,
    mergeSeconds=6 * HOUR, recoveryGap=0.1, recoverySeconds=5 * HOUR, unrecoveredSeconds=20 * DAY, burnInSeconds=2 * DAY,
    quantileSeconds=6 * DAY, changeSeconds=4 * HOUR, priceFall=0.15, priceQuantile=0.02, pegDistance=0.005,
    severePegDistance=0.03, sustainedSeconds=3 * HOUR, liquidationSeconds=3 * HOUR, liquidationQuantile=0.98,
    liquidationMultiple=10, medianSeconds=2 * DAY, badDebtShare=0.0001, lossEventSeconds=2 * HOUR, outflowShare=0.05,
    utilisation=0.99, oracleHeartbeats=2, stressIndex=0.9, linkShare=0.5, systemicProtocols=3, systemicTriggers=2)


def span(name):
    return RULES[name] // RULES["bucketSeconds"]


def stream(seed):
    state = seed
    while True:
        state = (1103515245 * state + 12345) % 2**31
        yield state / 2**31


def quantile(values, p):
    """Type 7 of Hyndman and Fan."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * p
    low = math.floor(place)
    return ordered[low] if low == place else ordered[low] + (place - low) * (ordered[low + 1] - ordered[low])


def known(values):
    return [v for v in values if v is not None]


def last(values, t, length):
    return values[max(0, t - length + 1):t + 1]


def total(values, t, length):
    window = last(values, t, length)
    return None if None in window else sum(window)


def trailing(values, t, length, function):
    sample = known(last(values, t, length))
    return function(sample) if len(sample) >= span("burnInSeconds") else None


def price(columns):
    x, day = columns[0], span("changeSeconds")
    fall = [None if t < day or x[t] is None or x[t - day] is None else 1 - x[t] / x[t - day] for t in range(len(x))]

    def limit(t):
        q = trailing(fall, t, span("quantileSeconds"), lambda s: quantile(s, 1 - RULES["priceQuantile"]))
        return q if q is None or q > 0 else math.inf

    def rank(t):
        if fall[t] is None:
            return None
        return trailing(fall, t, span("quantileSeconds"), lambda s: sum(v <= fall[t] for v in s) / len(s))

    return dict(bad=[None if v is None else -v for v in x], rank=rank, conditions=[
        ("RETURN_BELOW_LIMIT", True, 2, fall, lambda t: RULES["priceFall"]),
        ("RETURN_BELOW_QUANTILE", True, 2, fall, limit)])


def peg(columns):
    off = [None if v is None else abs(v - 1) for v in columns[0]]
    return dict(bad=off, conditions=[("OFF_PEG", False, span("sustainedSeconds"), off, lambda t: RULES["pegDistance"])])


def liquidation(columns):
    volume = [total(columns[0], t, span("liquidationSeconds")) for t in range(len(columns[0]))]

    def limit(t):
        year = trailing(volume, t, span("quantileSeconds"), lambda s: quantile(s, RULES["liquidationQuantile"]))
        if year is None:
            return None
        return max(year, RULES["liquidationMultiple"] * quantile(known(last(volume, t, span("medianSeconds"))), 0.5))

    def rank(t):
        if volume[t] is None:
            return None
        return trailing(volume, t, span("quantileSeconds"), lambda s: sum(v <= volume[t] for v in s) / len(s))

    return dict(bad=volume, rank=rank, conditions=[("LIQUIDATIONS_ABOVE_NORMAL", False, 2, volume, limit)])


def bad_debt(columns):
    created, debt, events, opened = columns
    day = [total(created, t, span("changeSeconds")) for t in range(len(created))]
    recent = [total(events, t, span("lossEventSeconds")) for t in range(len(created))]
    return dict(bad=opened, conditions=[
        ("BAD_DEBT_CREATED", False, 2, day, lambda t: None if debt[t] is None else RULES["badDebtShare"] * debt[t]),
        ("LOSS_EVENT", False, 2, recent, lambda t: 0)])


def run(columns):
    out, claims, used = columns
    day = span("changeSeconds")
    net = [total(out, t, day) for t in range(len(out))]

    def limit(t):
        return None if t < day or claims[t - day] is None else RULES["outflowShare"] * claims[t - day]

    return dict(bad=[None if v is None else -v for v in claims], conditions=[
        ("NET_OUTFLOW", False, 2, net, limit),
        ("UTILISATION", True, span("sustainedSeconds"), used, lambda t: RULES["utilisation"])])


def level(name, threshold):
    return lambda columns: dict(bad=columns[0], conditions=[(name, False, 2, columns[0], lambda t: threshold)])


GAUGES = dict(PRICE=price, DEPEG=peg, LIQUIDATION_INTENSITY=liquidation, BAD_DEBT=bad_debt, RUN=run,
              ORACLE=level("ORACLE_AGE", RULES["oracleHeartbeats"]), COLLATERAL_IMPAIRMENT=level("IMPAIRED", 0),
              COMPOSITE=level("STRESS_INDEX", RULES["stressIndex"]))


def states(conditions, n):
    """For each condition and bucket: None where it is not known, else whether it is on."""
    table = []
    for name, inclusive, need, measure, limit in conditions:
        def reaches(t, share=1.0):
            threshold = share * limit(t)
            return measure[t] >= threshold if inclusive else measure[t] > threshold
        column = []
        for t in range(n):
            if measure[t] is None or limit(t) is None:
                column.append(None)
                continue
            stays = t > 0 and column[t - 1] is True and reaches(t, RULES["offShare"])
            row = range(t - need + 1, t + 1)
            comes = t - need + 1 >= 0 and all(measure[s] is not None and limit(s) is not None and reaches(s) for s in row)
            column.append(stays or comes)
        table.append(column)
    return table


def best_before(bad, onset):
    window = [t for t in range(max(0, onset - span("startSeconds")), onset) if bad[t] is not None]
    if not window:
        return onset
    least = min(bad[t] for t in window)
    return max(t for t in window if bad[t] == least)


def worst(values, first, to):
    inside = [t for t in range(first, to) if values[t] is not None]
    return min((t for t in inside if values[t] == max(values[s] for s in inside)), default=None)


def dates(trigger, columns):
    gauge = GAUGES[trigger](columns)
    bad, conditions, n = gauge["bad"], gauge["conditions"], len(columns[0])
    table = states(conditions, n)
    on = [any(column[t] is True for column in table) for t in range(n)]
    judged = [any(column[t] is not None for column in table) for t in range(n)]
    spells, t = [], 0
    while t < n:
        if not on[t]:
            t += 1
            continue
        lead = max(need - 1 for (_, _, need, _, _), column in zip(conditions, table) if column[t] is True)
        last_on, quiet, s, over = t, 0, t + 1, False
        while s < n and not over:
            if on[s]:
                last_on, quiet = s, 0
            elif judged[s]:
                quiet += 1
                over = quiet >= span("quietSeconds")
            s += 1
        onset = t - lead
        spells.append(dict(start=best_before(bad, onset), onset=onset, known=t, end=last_on + 1, over=over,
                           on=[name for (name, *_), column in zip(conditions, table)
                               if any(column[u] is True for u in range(t, last_on + 1))]))
        t = s if over else n
    merged = []
    for spell in spells:
        if merged and spell["start"] - merged[-1]["end"] < span("mergeSeconds"):
            before = merged[-1]
            before.update(end=spell["end"], over=spell["over"], on=before["on"] + [c for c in spell["on"] if c not in before["on"]])
        else:
            merged.append(dict(spell))
    return [finished(e, i + 1 < len(merged) and merged[i + 1], bad, conditions[0][3], gauge.get("rank")) for i, e in enumerate(merged)]


def finished(e, following, bad, stress, rank):
    n, hold = len(bad), span("recoverySeconds")
    start, end = e["start"], e["end"]
    trough = worst(bad, start, end)
    recovery = None
    if trough is not None and bad[start] is not None:
        near = bad[start] + RULES["recoveryGap"] * (bad[trough] - bad[start])
        for t in range(max(trough + 1, e["onset"]), n - hold + 1):
            held = bad[t:t + hold]
            if None not in held and max(held) <= near:
                recovery = t
                break
    overtaken = bool(following) and (recovery is None or recovery + hold - 1 >= following["known"])
    peak = worst(stress, e["onset"], end)
    return dict(start=start, onset=e["onset"], known=e["known"], peak=e["onset"] if peak is None else peak,
                trough=start if trough is None else trough, end=end if e["over"] else None, recovery=recovery,
                isOvertaken=overtaken, conditions=e["on"], startBadness=bad[start],
                troughBadness=None if trough is None else bad[trough], rank=rank(e["known"]) if rank else None)


def walk(seed, n, gaps):
    u = stream(seed)
    out, x, width = [], 100.0, 0.01
    for _ in range(n):
        width = 0.05 if next(u) < 0.02 else max(0.004, width * 0.9)
        x *= math.exp(0.004 + (next(u) - 0.5) * 2 * width + (-0.12 if next(u) < 0.006 else 0.0))
        out.append(None if gaps and next(u) < 0.01 else round(x, 4))
    return out


def bursts(seed, n, chance, size):
    u = stream(seed)
    out, left = [], 0
    for _ in range(n):
        left = 1 + int(next(u) * 6) if next(u) < chance else max(0, left - 1)
        out.append(round(size * next(u), 2) if left else 0)
    return out


def reverting(seed, n, gaps):
    u = stream(seed)
    out, x = [], 0.0
    for _ in range(n):
        x = 0.93 * x + (next(u) - 0.5) * 0.004 + ((next(u) - 0.5) * 0.08 if next(u) < 0.01 else 0)
        out.append(None if gaps and next(u) < 0.01 else round(1 + x, 5))
    return out


def made(trigger, seed, n=700):
    u = stream(seed + 77)
    if trigger == "PRICE":
        return [walk(seed, n, seed % 2)]
    if trigger == "DEPEG":
        return [reverting(seed, n, seed % 2)]
    if trigger == "LIQUIDATION_INTENSITY":
        quiet = bursts(seed, n, 0.3, 20)
        return [[a + b for a, b in zip(quiet, bursts(seed + 1, n, 0.01, 2000))]]
    if trigger == "BAD_DEBT":
        created = bursts(seed, n, 0.015, 60)
        debt = [None if next(u) < 0.01 else 200000 + int(next(u) * 1000) for _ in range(n)]
        events = [1 if next(u) < 0.004 else 0 for _ in range(n)]
        opened, x = [], 0.0
        for c in created:
            x = round(0.8 * (x + c), 4)
            opened.append(x)
        return [created, debt, events, opened]
    if trigger == "RUN":
        out = [round((next(u) - 0.5) * 10 + (40 if next(u) < 0.01 else 0) - (30 if next(u) < 0.013 else 0), 2) for _ in range(n)]
        claims, x = [], 1000.0
        for o in out:
            x = round(x - o, 2)
            claims.append(x)
        used = [None if next(u) < 0.2 else v for v in [round(min(1, 0.9 + 0.11 * w), 3) for w in held(seed, n)]]
        return [out, claims, used]
    if trigger == "COLLATERAL_IMPAIRMENT":
        return [[1 if v > 0.97 else 0 for v in held(seed, n)]]
    return [[round(v * (2.3 if trigger == "ORACLE" else 1), 4) for v in held(seed, n)]]


def held(seed, n):
    """Values that stay for some buckets."""
    u = stream(seed + 5)
    out = []
    while len(out) < n:
        out += [next(u)] * (1 + int(next(u) * 6))
    return out[:n]


cases = []
for trigger in GAUGES:
    for seed in (11, 12, 13):
        columns = made(trigger, seed)
        cases.append(dict(trigger=trigger, columns=columns, episodes=dates(trigger, columns)))

out = dict(programs={"python": sys.version.split()[0]}, parameters=RULES, cases=cases)
path = pathlib.Path(__file__).with_name("episodes.json")
path.write_text(json.dumps(out))
