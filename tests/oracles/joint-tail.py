"""Writes joint-tail.json: quantile regression as a linear programme by SciPy (HiGHS) and by statsmodels, shrinkage, turbulence and systemic
shortfall by NumPy, on the levels of co-movement.json.

Run: python3 tests/oracles/joint-tail.py
"""
import json, math, pathlib, platform
import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, stats
from stream import Stream

here = pathlib.Path(__file__).parent
levels = json.loads((here / "co-movement.json").read_text())
fund, market = levels["fund"], levels["market"]
whole = [t for t in range(1, len(market)) if market[t] is not None and market[t - 1] is not None]
x = np.array([math.log(fund[t] / fund[t - 1]) for t in whole])
y = np.array([math.log(market[t] / market[t - 1]) for t in whole])
n = len(x)


def programme(a, b, q):
    """The line as a linear programme in the positive and negative parts of the residuals."""
    costs = np.r_[0, 0, np.full(n, q), np.full(n, 1 - q)]
    found = optimize.linprog(
        costs, A_eq=np.c_[np.ones(n), a, np.eye(n), -np.eye(n)], b_eq=b, bounds=[(None, None)] * 2 + [(0, None)] * 2 * n,
        method="highs",
    )
    return [float(found.x[0]), float(found.x[1])]


def iterated(a, b, q):
    fit = sm.QuantReg(b, sm.add_constant(a)).fit(q=q, max_iter=20000, p_tol=1e-12)
    return [float(v) for v in fit.params]


def delta(a, b, q=0.05):
    return float(-programme(a, b, q)[1] * (np.quantile(a, q) - np.quantile(a, 0.5)))


def shrink(rows):
    """Ledoit and Wolf (2004) written with whole matrices."""
    m, p = rows.shape
    centred = rows - rows.mean(axis=0)
    sample = centred.T @ centred / m
    mean_variance = np.trace(sample) / p
    d2 = np.linalg.norm(sample - mean_variance * np.eye(p), "fro") ** 2
    b2 = sum(np.linalg.norm(np.outer(r, r) - sample, "fro") ** 2 for r in centred) / m**2
    part = min(b2, d2) / d2
    return part, part * mean_variance * np.eye(p) + (1 - part) * sample


stream = Stream(33)
third = np.array([0.5 * a + (stream.below(2001) - 1000) / 50000 for a in y])
rows = np.c_[x, y, third]
part, covariance = shrink(rows[:-1])
away = rows[-1] - rows[:-1].mean(axis=0)
reading = float(away @ np.linalg.inv(covariance) @ away)
worst = y <= np.sort(y)[math.ceil(round(0.05 * n, 9)) - 1]
mes = float(x[worst].mean())

out = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "lines": {f"{q}": programme(x, y, q) for q in (0.01, 0.05, 0.5, 0.9)},
    "statsmodels": iterated(x, y, 0.05),
    "deltaCovar": delta(x, y),
    "exposureDeltaCovar": delta(y, x),
    "third": [float(v) for v in third],
    "shrinkage": float(part),
    "covariance": covariance.tolist(),
    "turbulence": reading,
    "turbulenceChance": float(stats.chi2.sf(reading, 3)),
    "srisk": 0.08 * 1e6 - 0.92 * 2e5 * math.exp(18 * mes),
}
(here / "joint-tail.json").write_text(json.dumps(out, indent=1) + "\n")
