"""Writes event-metrics.json: survival curves by R's survfit, slopes by statsmodels, hidden moves by SciPy, and needs, peaks, runs,
unsafe positions, outflows and rounds worked out second by second with whole numbers and fractions.

Run: python3 tests/oracles/event-metrics.py
"""
import json, math, pathlib, platform, subprocess
from fractions import Fraction
import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats
from stream import Stream

stream = Stream(2027)


def survival_cases():
    cases = []
    for n in (1, 7, 40, 120):
        cases.append([[stream.below(900), stream.below(10) < 7] for _ in range(n)])
    cases.append([[5, False], [9, False]])
    return cases


R_PROGRAM = r"""
library(survival)
lines <- readLines(file("stdin"))
cat("[")
for (i in seq_along(lines)) {
  parts <- strsplit(lines[i], " ")[[1]]
  time <- as.numeric(parts[c(TRUE, FALSE)]); event <- as.numeric(parts[c(FALSE, TRUE)])
  fit <- survfit(Surv(time, event) ~ 1, conf.type = "log-log")
  keep <- fit$n.event > 0
  q <- quantile(fit, probs = c(0.5, 0.95))
  num <- function(x) paste0("[", paste(ifelse(is.na(x), "null", format(x, digits = 17, trim = TRUE)), collapse = ","), "]")
  if (i > 1) cat(",")
  cat(sprintf('{"time":%s,"risk":%s,"survival":%s,"lower":%s,"upper":%s,"quantile":%s,"quantile_lower":%s,"quantile_upper":%s}',
    num(fit$time[keep]), num(fit$n.risk[keep]), num(fit$surv[keep]), num(fit$lower[keep]), num(fit$upper[keep]),
    num(q$quantile), num(q$lower), num(q$upper)))
}
cat("]")
"""


def survival():
    cases = survival_cases()
    text = "\n".join(" ".join(f"{t} {int(e)}" for t, e in case) for case in cases)
    done = subprocess.run(["Rscript", "-e", R_PROGRAM], input=text, capture_output=True, text=True, check=True)
    return [{"watched": case, "fit": fit} for case, fit in zip(cases, json.loads(done.stdout))]


def slopes():
    out = []
    for n, lag in ((30, 0), (45, 1), (200, 3)):
        x = [stream.below(1000) / 1000 for _ in range(n)]
        y = [round(0.3 - 0.2 * x[max(0, t - lag)] + stream.below(1000) / 5000, 6) for t in range(n)]
        missing = {stream.below(n) for _ in range(3)} if n > 40 else set()
        response = [None if t in missing else y[t] for t in range(n)]
        pairs = [(x[t - lag], response[t]) for t in range(lag, n) if response[t] is not None]
        xs, ys = zip(*pairs)
        count = len(pairs)
        lags = math.floor(4 * (count / 100) ** (2 / 9))
        fit = sm.OLS(ys, sm.add_constant(np.array(xs))).fit(
            cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False}
        )
        z = stats.norm.ppf(0.975)
        value, error = float(fit.params[1]), float(fit.bse[1])
        ends = [value - z * error, value + z * error]
        out.append({"response": response, "regressor": x, "lag": lag, "n": count, "value": value, "interval": ends})
    return out


def hidden_moves():
    out = []
    for n, span, age, threshold in ((30, 86400, 3600, 0.01), (60, 3600, 86400 * 3, 0.2), (40, 86400, 0, 0.01)):
        returns = [round((stream.below(2001) - 1000) / 20000, 6) for _ in range(n)]
        year = 365 * 86400
        s2 = float(np.var(returns, ddof=1)) * year / span
        ends = [math.sqrt((n - 1) * s2 / stats.chi2.isf(g, n - 1)) for g in (0.025, 0.975)]
        root = math.sqrt(age / year)
        beyond = lambda sigma: float(2 * stats.norm.cdf(-threshold / sigma)) if sigma > 0 else 0.0
        case = {"returns": returns, "span": span, "age": age, "threshold": threshold}
        for name, volatility in (("value", math.sqrt(s2)), ("lower", ends[0]), ("upper", ends[1])):
            case[name] = [volatility, volatility * root, beyond(volatility * root)]
        out.append(case)
    return out


def deficits():
    """Changes of two deficits; needs by reading each one's balance from the start, peaks by trying every minute."""
    changes, open_by, time = [], {"0xd1": 0, "0xd2": 0}, 1000
    for _ in range(160):
        time += stream.pick([0, 0, 7, 30, 61, 400])
        deficit = stream.pick(sorted(open_by))
        action = stream.pick(["CREATED", "CREATED", "PENDING", "COVERED", "COVERED", "SOCIALISED", "WRITTEN_OFF"])
        wanted = 1 + stream.below(10 ** stream.pick([2, 12, 24]))
        before = open_by[deficit]
        amount = wanted if action == "CREATED" else min(wanted, before)
        if action == "COVERED" and stream.below(3) == 0:
            amount = before
        excess = wanted - amount if action == "COVERED" and wanted > amount else 0
        if amount == 0 and excess == 0:
            continue
        if action == "CREATED":
            open_by[deficit] += amount
        elif action != "PENDING":
            open_by[deficit] -= amount
        changes.append([time, deficit, action, amount, excess, open_by[deficit]])
    needs, without = [], 0
    for deficit in sorted(open_by):
        mine = [c for c in changes if c[1] == deficit]
        starts = [i for i, c in enumerate(mine) if c[2] == "CREATED" and c[5] == c[3]]
        without += sum(1 for i, c in enumerate(mine) if c[2] == "COVERED" and c[4] and c[3] + c[5] == 0)
        for i in starts:
            stop = next((j for j in range(i, len(mine)) if mine[j][5] == 0), len(mine) - 1)
            part = mine[i : stop + 1]
            total = lambda action, rows: sum(c[3] for c in rows if c[2] == action)
            first = lambda test: next((part[j][0] for j in range(len(part)) if test(j)), None)
            needs.append(
                {
                    "deficit": deficit,
                    "breached": mine[i][0],
                    "triggered": first(lambda j: part[j][2] in ("PENDING", "COVERED") and part[j][3] > 0),
                    "funded": first(lambda j: part[j][2] == "COVERED" and part[j][3] > 0),
                    "deployed": first(
                        lambda j: Fraction(total("COVERED", part[: j + 1]), total("CREATED", part[: j + 1])) >= Fraction(9, 10)
                    ),
                    "ended": part[-1][0] if part[-1][5] == 0 else None,
                    "needed": str(total("CREATED", part)),
                    "covered": str(total("COVERED", part)),
                    "lost": str(total("SOCIALISED", part) + total("WRITTEN_OFF", part)),
                }
            )
    paid = [c for c in changes if c[2] == "COVERED" and c[3] > 0]
    peak = max(sum(c[3] for c in paid if end[0] - 60 < c[0] <= end[0]) for end in paid)
    text = [[t, d, a, str(x), str(e), str(o)] for t, d, a, x, e, o in changes]
    needs.sort(key=lambda need: (need["breached"], need["deficit"]))
    return {"changes": text, "needs": needs, "without": without, "peak": str(peak)}


def runs():
    """Cumulative outflow second by second."""
    out = []
    for _ in range(12):
        claims = 1 + stream.below(10**6)
        queued = stream.below(claims + 1)
        cut = sorted(stream.below(queued + 1) for _ in range(2))
        due = [[stream.below(400), part] for part in (cut[0], cut[1] - cut[0], queued - cut[1])]
        cooldown = stream.pick([None, 50, 250, 900])
        horizon = 100 + stream.below(500)
        rate, haircut, inflow = (Fraction(stream.below(1001), 1000) for _ in range(3))
        liquid = stream.below(claims + 1)
        start = cooldown or 0

        def left(t):
            ramp = Fraction(0)
            if horizon > start:
                ramp = (claims - queued) * rate * min(max(Fraction(t - start, horizon - start), Fraction(0)), Fraction(1))
            return sum(a for at, a in due if at <= t) + ramp

        usable = liquid * (1 - haircut)
        survival = next((t for t in range(horizon + 1) if left(t) > usable), None)
        outflow = left(horizon)
        coverage = None
        if outflow > 0:
            coverage = usable / (outflow - min(claims * inflow, Fraction(3, 4) * outflow))
        decimal = lambda f: None if f is None else f"{f.numerator}/{f.denominator}"
        out.append(
            {
                **{"claims": claims, "queued": queued, "due": due, "cooldown": cooldown, "liquid": liquid},
                **{"horizon": horizon, "rate": str(float(rate)), "haircut": str(float(haircut)), "inflow": str(float(inflow))},
                **{"coverage": decimal(coverage), "survival": survival},
            }
        )
    return out


def spells():
    """Positions, prices and ratios; every log is looked at in turn."""
    out = []
    for _ in range(8):
        logs, time = [], 0
        position = {"collateral": 0, "debt": 0}
        for _ in range(60):
            time += 1 + stream.below(40)
            kind = stream.pick(["price", "price", "price", "ratio", "move", "move"])
            if kind == "price":
                logs.append([time, "price", 50 + stream.below(150)])
            elif kind == "ratio":
                logs.append([time, "ratio", 110 + stream.below(60)])
            else:
                cause = stream.pick(["ADJUST", "LIQUIDATION"])
                logs.append([time, cause, stream.below(100), stream.below(10**4)])
        end = time + 100
        price = ratio = None
        start, found, unexplained = None, [], 0
        for log in logs:
            if log[1] == "LIQUIDATION":
                if start is None:
                    unexplained += 1
                else:
                    found.append([start, log[0], True])
                    start = None
            if log[1] == "price":
                price = log[2]
            elif log[1] == "ratio":
                ratio = log[2]
            else:
                position = {"collateral": log[2], "debt": log[3]}
            known = price is not None and ratio is not None
            unsafe = known and Fraction(position["collateral"] * price) < Fraction(ratio, 100) * position["debt"]
            if unsafe and start is None:
                start = log[0]
            if not unsafe and start is not None:
                found.append([start, log[0], False])
                start = None
        if start is not None:
            found.append([start, end, False])
        out.append({"logs": logs, "end": end, "spells": found, "unexplained": unexplained})
    return out


def outflows():
    """Flows of one balance in blocks of ten seconds; rates by replaying them hour by hour."""
    head = 40_000
    flows, balance = [], 0
    for block in stream.blocks(400, head):
        kind = stream.pick(["DEPOSIT", "DEPOSIT", "WITHDRAWAL", "WITHDRAWAL", "COVERAGE"])
        amount = 1 + stream.below(10**20)
        if kind != "DEPOSIT":
            amount = min(amount, balance)
        if amount == 0:
            continue
        balance += amount if kind == "DEPOSIT" else -amount
        flows.append([block, kind, amount, balance])
    first = flows[0][0]
    out = {"head": head, "flows": [[b, k, str(a), str(after)] for b, k, a, after in flows], "rates": {}}
    whole = (head - first) // 360
    for length in (1, 24):
        rates = []
        for period in reversed(range(whole // length)):
            # Ages are in blocks; a span holds the ages from its start to just before its end.
            low, high = period * length * 360, (period + 1) * length * 360
            opening = next((after for b, _, _, after in reversed(flows) if head - b >= high), 0)
            within = [f for f in flows if low <= head - f[0] < high]
            leaving = sum(a for _, kind, a, _ in within if kind == "WITHDRAWAL")
            if opening > 0:
                rates.append(float(min(Fraction(1), Fraction(leaving, opening))))
        out["rates"][str(length)] = rates
    return out


def rounds():
    """Observations of a feed: block and round, some left out, some counted anew."""
    seen, number = [], 100
    for block in stream.blocks(80, 3000):
        number = stream.pick([number + 1, number + 1, number + 1 + stream.below(5), 1 + stream.below(3)])
        seen.append([block, number])
    pairs = list(zip(seen, seen[1:]))
    gaps = [(b[0] - a[0]) * 10 for a, b in pairs]
    missing = sum(b[1] - a[1] - 1 for a, b in pairs if b[1] > a[1])
    heartbeat = 400
    late = sum(1 for gap in gaps if gap > heartbeat)
    return {"head": 3100, "seen": seen, "heartbeat": heartbeat, "missing": missing, "late": late, "longest": max(gaps)}


def r_versions():
    program = 'cat(R.version$major, ".", R.version$minor, " survival ", format(packageVersion("survival")), sep = "")'
    return subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=True).stdout


result = {
    "versions": {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "R": r_versions(),
    },
    "survival": survival(),
    "slopes": slopes(),
    "hidden_moves": hidden_moves(),
    "deficits": deficits(),
    "runs": runs(),
    "spells": spells(),
    "outflows": outflows(),
    "rounds": rounds(),
}
path = pathlib.Path(__file__).with_name("event-metrics.json")
path.write_text(json.dumps(result, indent=1) + "\n")
