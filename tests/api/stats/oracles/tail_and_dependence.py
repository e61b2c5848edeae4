"""Expected values for the tail, dependence and clustering kernels, by other means than theirs.

Usage: python3 tail_and_dependence.py > tail_and_dependence.json
Needs NumPy and SciPy. Every sample is a formula, so that the tests make the same one without sharing a file.
"""

import json
import math
import platform

import numpy as np
import scipy
from scipy import optimize, stats


def weyl(n, step):
    """Deterministic uniform numbers: fractional parts of i times an irrational step."""
    return np.array([math.fmod(i * step, 1.0) for i in range(1, n + 1)])


GOLDEN = 0.6180339887498949
SQRT2 = 0.41421356237309515
SQRT3 = 0.7320508075688772

out = {"versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__}}

# Generalised Pareto: two free parameters by Nelder-Mead, intervals by Brent on a profile made with a bounded search.
u = weyl(500, GOLDEN)
sample = 2.0 * ((1 - u) ** -0.3 - 1) / 0.3
fit = optimize.minimize(
    lambda p: -stats.genpareto.logpdf(sample, p[0], scale=math.exp(p[1])).sum(),
    [0.1, 0.0],
    method="Nelder-Mead",
    options={"xatol": 1e-12, "fatol": 1e-13, "maxiter": 10000, "maxfev": 10000},
)
top = -fit.fun


def shape_profile(xi):
    inner = optimize.minimize_scalar(
        lambda b: -stats.genpareto.logpdf(sample, xi, scale=math.exp(b)).sum(), bounds=(-3, 4), method="bounded",
        options={"xatol": 1e-12},
    )
    return -inner.fun


def shortfall_profile(excess, rarity):
    def negative(xi):
        factor = ((rarity**xi - 1) / xi + 1) / (1 - xi)
        return -stats.genpareto.logpdf(sample, xi, scale=excess / factor).sum()

    return -optimize.minimize_scalar(negative, bounds=(0.01, 0.95), method="bounded", options={"xatol": 1e-12}).fun


def ends(profile, at, low, high):
    drop = stats.chi2.ppf(0.95, 1) / 2
    gap = lambda x: top - profile(x) - drop
    return [optimize.brentq(gap, low, at, xtol=1e-12), optimize.brentq(gap, at, high, xtol=1e-12)]


xi, beta = float(fit.x[0]), math.exp(fit.x[1])
rarity = 1 / 0.01
excess = beta * ((rarity**xi - 1) / xi + 1) / (1 - xi)
out["gpd"] = {
    "shape": xi,
    "scale": beta,
    "logLikelihood": top,
    "shapeInterval": ends(shape_profile, xi, 0.01, 1.0),
    "shortfall99": excess,
    "shortfall99Interval": ends(lambda e: shortfall_profile(e, rarity), excess, excess / 3, excess * 6),
}

# Anderson-Darling of five exponential quantiles.
points = stats.expon(scale=2).ppf([0.1, 0.3, 0.5, 0.7, 0.9])
law = stats.genpareto(0, scale=2)
out["gpdGoodness"] = -5 - sum(
    (2 * i - 1) / 5 * (law.logcdf(points[i - 1]) + law.logsf(points[5 - i])) for i in range(1, 6)
)

# Correlation.
x = weyl(300, GOLDEN)
y = np.round((0.5 * x + weyl(300, SQRT2)) * 20) / 20
out["correlation"] = {
    "pearson": float(stats.pearsonr(x, y)[0]),
    "spearman": float(stats.spearmanr(x, y)[0]),
    "kendall": float(stats.kendalltau(x, y)[0]),
    "rankdata": stats.rankdata(y[:12]).tolist(),
}


def autocorrelation(z, lag):
    c = z - z.mean()
    return float((c[lag:] * c[: len(c) - lag]).sum() / (c * c).sum())


smooth_x = np.convolve(x, np.ones(5) / 5, mode="valid")
smooth_y = np.convolve(x + weyl(300, SQRT3), np.ones(5) / 5, mode="valid")
m = len(smooth_x)
inflation = 1 + 2 * sum(
    (1 - k / m) * autocorrelation(smooth_x, k) * autocorrelation(smooth_y, k) for k in range(1, int(10 * math.log10(m)) + 1)
)
out["effectiveSampleSize"] = {"n": m, "value": min(m, m / max(inflation, 1))}

# Tail dependence at 0.9, as written in Coles, Heffernan, Tawn (1999); R's evd::chiplot has the same formulas.
cu = stats.rankdata(x) / 301
cv = stats.rankdata(y) / 301
level = 0.9
below = float(np.mean(np.maximum(cu, cv) < level))
above = float(np.mean(np.minimum(cu, cv) > level))
z95 = stats.norm.ppf(0.975)
chi = 2 - math.log(below) / math.log(level)
chibar = 2 * math.log(1 - level) / math.log(above) - 1
out["tailDependence"] = {
    "chi": chi,
    "chiMargin": z95 * math.sqrt((1 / math.log(level) ** 2) / below**2 * below * (1 - below) / 300),
    "chiBar": chibar,
    "chiBarMargin": z95
    * math.sqrt(4 * math.log(1 - level) ** 2 / (math.log(above) ** 4 * above**2) * above * (1 - above) / 300),
}

joint = int(np.sum((stats.rankdata(x) <= 30) & (stats.rankdata(y) <= 30)))
out["lowerTailDependence"] = {
    "value": joint / 30,
    "interval": [
        float(stats.beta.ppf(0.025, joint, 300 - joint + 1)) / 0.1,
        float(stats.beta.ppf(0.975, joint + 1, 300 - joint)) / 0.1,
    ],
}

# Newey-West with two regressors and a constant: explicit double sum over pairs of observations.
n, L = 200, 4
X = np.column_stack([np.ones(n), weyl(n, GOLDEN), 1e6 * weyl(n, SQRT2)])
noise = weyl(n, SQRT3) - 0.5
Y = 1 + 2 * X[:, 1] - 3e-6 * X[:, 2] + noise + 0.8 * np.concatenate([[0.0], noise[:-1]])
b = np.linalg.lstsq(X, Y, rcond=None)[0]
e = Y - X @ b
S = np.zeros((3, 3))
for s in range(n):
    for t in range(max(0, s - L), min(n, s + L + 1)):
        S += (1 - abs(s - t) / (L + 1)) * e[s] * e[t] * np.outer(X[s], X[t])
bread = np.linalg.inv(X.T @ X)
out["neweyWest"] = {"coefficients": b.tolist(), "standardErrors": np.sqrt(np.diag(bread @ S @ bread)).tolist()}

# Marginal expected shortfall: the 10 smallest of 200 market returns.
market, fund = weyl(200, GOLDEN), weyl(200, SQRT2) + weyl(200, GOLDEN)
out["marginalExpectedShortfall"] = float(fund[np.argsort(market)[:10]].mean())

# Hill and Weissman on a Pareto sample with index 2.
pareto = (1 - weyl(400, GOLDEN)) ** -0.5
top40 = np.sort(pareto)[::-1][:41]
hill = float(np.mean(np.log(top40[:40])) - np.log(top40[40]))
out["hill"] = {"shape": hill, "quantile999": float(top40[40] * (40 / (400 * 0.001)) ** hill)}

# Hawkes: likelihood with the double sum of the definition, three free parameters by Nelder-Mead.
gaps = -np.log(1 - weyl(150, GOLDEN)) * np.where(np.arange(150) % 5 < 3, 0.2, 3.0)
times = np.cumsum(gaps)
end = float(times[-1]) + 1


def negative(p):
    mu, eta, beta = np.exp(p)
    lam = np.array([mu + eta * beta * np.exp(-beta * (t - times[:i])).sum() for i, t in enumerate(times)])
    return -(np.log(lam).sum() - mu * end - eta * (1 - np.exp(-beta * (end - times))).sum())


tight = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20000, "maxfev": 20000}
best = optimize.minimize(negative, np.log([0.3, 0.5, 2.0]), method="Nelder-Mead", options=tight)
mu, eta, decay = np.exp(best.x)


def hawkes_profile(value):
    inner = optimize.minimize(
        lambda p: negative([p[0], math.log(value), p[1]]), [best.x[0], best.x[2]], method="Nelder-Mead", options=tight
    )
    return -inner.fun


drop = stats.chi2.ppf(0.95, 1) / 2
gap = lambda v: -best.fun - hawkes_profile(v) - drop
edges = [optimize.brentq(gap, 0.02, eta, xtol=1e-9), optimize.brentq(gap, eta, 3, xtol=1e-9)]
whole = lambda t: mu * t + eta * (1 - np.exp(-decay * (t - times[times < t]))).sum()
clock = np.array([whole(t) for t in times])
out["hawkes"] = {
    "baseline": float(mu),
    "branching": float(eta),
    "decay": float(decay),
    "logLikelihood": float(-best.fun),
    "interval": edges,
    "kolmogorovDistance": float(stats.kstest(np.diff(clock, prepend=0), "expon").statistic),
}
out["kolmogorov"] = {"n": 100, "distance": 0.1, "pValue": float(stats.kstwo.sf(0.1, 100))}

print(json.dumps(out, indent=2))
