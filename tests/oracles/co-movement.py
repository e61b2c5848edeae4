"""Writes co-movement.json: made levels of a fund and its market and how they move together, by NumPy, SciPy and plain loops.

Run: python3 tests/oracles/co-movement.py
"""
import json, math, pathlib, platform
import numpy as np
import scipy
from scipy import stats
from stream import Stream

stream = Stream(606)


def normal():
    return sum(stream.below(10**6) / 10**6 for _ in range(12)) - 6


market, fund = [1000.0], [500.0]
shocks = []
for t in range(499):
    common = normal() * (3 if stream.below(12) == 0 else 1)
    market.append(market[-1] * math.exp(0.02 * common))
    fund.append(fund[-1] * math.exp(0.008 * common + 0.006 * normal()))
market = [None if t % 97 == 40 else round(v, 6) for t, v in enumerate(market)]
fund = [round(v, 6) for v in fund]


def pairs(h):
    """Log changes over h steps that do not overlap, counted back from the last."""
    ends = list(range(len(market) - 1, h - 1, -h))[::-1]
    whole = [t for t in ends if market[t] is not None and market[t - h] is not None]
    x = np.array([math.log(fund[t] / fund[t - h]) for t in whole])
    y = np.array([math.log(market[t] / market[t - h]) for t in whole])
    return x, y


def measures(h, q=0.05, distance=0.5):
    x, y = pairs(h)
    n = len(x)
    sigma2 = [np.mean(y[:30] ** 2)]
    for r in y[30:]:
        sigma2.append(0.94 * sigma2[-1] + 0.06 * r * r)
    moves = 0.5 * np.diff(np.log(sigma2))
    worst = y <= np.sort(y)[math.ceil(round(q * n, 9)) - 1]
    low = (stats.rankdata(x) <= q * n + 1e-9) & (stats.rankdata(y) <= q * n + 1e-9)

    def exceedance(sign):
        both = (sign * (x - x.mean()) > distance * x.std(ddof=1)) & (sign * (y - y.mean()) > distance * y.std(ddof=1))
        return float(np.corrcoef(x[both], y[both])[0, 1])

    return {
        "n": n,
        "pearson": float(stats.pearsonr(x, y)[0]),
        "volatility": float(stats.pearsonr(x[30:], moves)[0]),
        "spearman": float(stats.spearmanr(x, y)[0]),
        "lowerTailDependence": float(low.sum() / (q * n)),
        "marginalShortfall": float(x[worst].mean()),
        "lowerExceedance": exceedance(-1),
        "upperExceedance": exceedance(1),
    }


# Intervals by SciPy's own bootstrap of pairs, which are independent here: its random numbers are not ours, so they agree roughly.
x, y = pairs(1)
boot = scipy.stats.bootstrap(
    (x, y), lambda a, b: stats.pearsonr(a, b)[0], paired=True, vectorized=False, n_resamples=4000, method="percentile",
    random_state=np.random.default_rng(1),
)
out = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    "market": market,
    "fund": fund,
    "daily": measures(1),
    "twoDaily": measures(2),
    "pearsonInterval": [float(boot.confidence_interval.low), float(boot.confidence_interval.high)],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
