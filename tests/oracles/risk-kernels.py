"""Writes risk-kernels.json: tests, scores, volatilities, concentration and annual losses by statsmodels, SciPy, NumPy and plain loops.

Run: python3 tests/oracles/risk-kernels.py
"""
import json, math, pathlib, platform
import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.diagnostic import acorr_ljungbox
from statsmodels.stats.multitest import multipletests
import statsmodels.api as sm
from stream import Stream

stream = Stream(43)
values = [stream.below(2001) - 1000 for _ in range(200)]
series = np.convolve(values, [1, 0.6, 0.3], mode="valid") / 1000
ljung = acorr_ljungbox(series, lags=[5, 10])

p_values = [stream.below(10**6) / 10**6 ** (1 + (i % 3) / 3) for i in range(20)]
p_values = [min(1.0, p) for p in p_values]

ranges = []
for _ in range(60):
    open_ = 100 + stream.below(50)
    close = open_ + stream.below(21) - 10
    ranges.append({"open": open_, "high": max(open_, close) + stream.below(6), "low": min(open_, close) - stream.below(6), "close": close})
high, low, open_, close = (np.array([r[k] for r in ranges], float) for k in ("high", "low", "open", "close"))

amounts = [stream.below(1000) ** 2 for _ in range(40)]


def gini(x):
    """Mean absolute difference of all pairs over twice the mean."""
    x = np.array(x, float)
    return float(np.abs(x[:, None] - x[None, :]).mean() / (2 * x.mean()))


def jackknife(f):
    n = len(amounts)
    without = np.array([f(amounts[:i] + amounts[i + 1 :]) for i in range(n)])
    return float(1.959963984540054 * math.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum()))


herfindahl = lambda x: float((np.array(x) ** 2).sum() / sum(x) ** 2)
top = lambda x: float(sum(sorted(x)[-3:]) / sum(x))

probabilities = [stream.below(101) / 100 for _ in range(120)]
happened = [bool(stream.below(100) < 100 * p) for p in probabilities]

# Diebold-Mariano two steps ahead: long-run variance with one lag, corrected, against Student's t.
differences = [(stream.below(401) - 190) / 100 for _ in range(90)]
d = np.array(differences)
n, h = len(d), 2
g = lambda k: float(((d[k:] - d.mean()) * (d[: n - k] - d.mean())).sum() / n)
dm = d.mean() / math.sqrt((g(0) + 2 * g(1)) / n) * math.sqrt((n + 1 - 2 * h + h * (h - 1) / n) / n)

# Annual loss: the characteristic function of the compound sum inverted by FFT on a fine lattice, severities split to keep their mean.
rate, threshold, shape, scale, step, size = 3.0, 1.0, 0.25, 2.0, 0.02, 2**16
edges = np.arange(size) * step
cdf = stats.genpareto.cdf(edges + step / 2, shape, loc=threshold, scale=scale)
severity = np.diff(np.r_[0, cdf])
total = np.real(np.fft.ifft(np.exp(rate * (np.fft.fft(severity) - 1))))
cumulative = np.cumsum(total)
k = int(np.argmax(cumulative > 0.99))
var99 = float(edges[k])
es99 = float((total[k + 1 :] @ edges[k + 1 :] + (cumulative[k] - 0.99) * edges[k]) / 0.01)
coarse = 1.0
coarse_severity = np.diff(np.r_[0, stats.genpareto.cdf(np.arange(64) * coarse + coarse / 2, shape, loc=threshold, scale=scale)])
coarse_total = np.real(np.fft.ifft(np.exp(rate * (np.fft.fft(coarse_severity, 2**14) - 1))))[:64]

out = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "series": series.tolist(),
    "ljungBox": [[float(q), float(p)] for q, p in zip(ljung["lb_stat"], ljung["lb_pvalue"])],
    "pValues": p_values,
    "adjusted": multipletests(p_values, method="fdr_bh")[1].tolist(),
    "ranges": ranges,
    "parkinson": float(math.sqrt(np.mean(np.log(high / low) ** 2) / (4 * math.log(2)) * 365)),
    "garmanKlass": float(math.sqrt(np.mean(0.5 * np.log(high / low) ** 2 - (2 * math.log(2) - 1) * np.log(close / open_) ** 2) * 365)),
    "amounts": amounts,
    "concentration": {name: [f(amounts), jackknife(f)] for name, f in (("herfindahl", herfindahl), ("gini", gini), ("topShare", top))},
    "probabilities": probabilities,
    "happened": happened,
    "brier": float(np.mean((np.array(probabilities) - happened) ** 2)),
    "brierSkill": float(1 - np.mean((np.array(probabilities) - happened) ** 2) / np.var(happened)),
    "differences": differences,
    "dieboldMariano": [float(dm), float(2 * stats.t.sf(abs(dm), n - 1))],
    "student": [[t, v, float(2 * stats.t.sf(t, v))] for t, v in ((0.5, 3), (2.086, 20), (8.0, 249), (40.0, 5))],
    "annual": {"rate": rate, "threshold": threshold, "shape": shape, "scale": scale, "var99": var99, "es99": es99, "mean": rate * (threshold + scale / (1 - shape))},
    "panjer": {"severity": coarse_severity.tolist(), "sums": coarse_total.tolist()},
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
