"""Writes stress-index.json: composite stress indices by brute force with NumPy and SciPy.

Run: python3 tests/oracles/stress-index.py
"""
import json, pathlib, platform
import numpy as np
import scipy
from scipy import stats
from stream import Stream

DECAY, BURN_IN, COVERAGE = 0.93, 20, 0.5


def rank_so_far(values, t):
    """Mean rank of the newest among all up to it, less a half, over their number: by sorting anew at every time."""
    seen = [v for v in values[: t + 1] if v is not None]
    return None if values[t] is None else (stats.rankdata(seen)[-1] - 0.5) / len(seen)


def index(series, weights, burn_in=BURN_IN):
    k, n = len(series), len(series[0])
    w = np.array(weights) / sum(weights)
    moments = np.eye(k) / 12
    seen = [0] * k
    out = []
    for t in range(n):
        z = np.full(k, np.nan)
        for i in range(k):
            rank = rank_so_far(series[i], t)
            seen[i] += rank is not None
            if rank is not None and seen[i] >= burn_in:
                z[i] = rank
        deviation = np.nan_to_num(z - 0.5)
        moments = DECAY * moments + (1 - DECAY) * np.outer(deviation, deviation)
        present = np.where(np.isnan(z), 0, w)
        if present.sum() < COVERAGE - 1e-12 or present.sum() == 0:
            out.append(None)
            continue
        scale = np.sqrt(np.diag(moments))
        v = np.nan_to_num(z) * present / present.sum()
        out.append(float(v @ (moments / np.outer(scale, scale)) @ v))
    return out


stream = Stream(22)
series = []
for i in range(3):
    level, values = 0, []
    for t in range(150):
        level = 9 * level // 10 + stream.below(401) - 200
        values.append(None if (i == 1 and t % 11 == 3) or (i == 2 and t < 30) else (max(0, level - 300) if i == 0 else level))
    series.append(values)
weights = [1, 2, 1]

# Daily prices of tail-report.py: the fall of the logarithm over a day and the volatility that each day leaves behind.
prices = json.loads((pathlib.Path(__file__).parent / "tail-report.json").read_text())["prices"][:300]
falls = [None] + [float(np.log(a / b)) for a, b in zip(prices, prices[1:])]
variance, volatilities = float(np.mean(np.square(falls[1:31]))), [None] * 30
for fall in falls[31:]:
    volatilities.append(variance**0.5)
    variance = 0.94 * variance + 0.06 * fall * fall
volatilities.append(variance**0.5)
out = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    "burnIn": BURN_IN,
    "series": series,
    "weights": weights,
    "index": index(series, weights),
    "days": len(prices),
    "priceIndex": index([falls, volatilities], [1, 2], 90),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
