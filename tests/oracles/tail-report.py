"""Writes tail-report.json: made prices of 900 days and every number of the root `tail` on them, by NumPy, SciPy and plain loops.

Run: python3 tests/oracles/tail-report.py
"""
import json, math, pathlib, platform
from fractions import Fraction
import numpy as np
import scipy
from scipy import optimize, stats
from stream import Stream

ALPHA = Fraction(39, 40)
stream = Stream(1415)


def uniform():
    return (stream.below(10**9) + 1) / (10**9 + 1)


# Log returns with power tails and volatility that clusters; prices are rounded to cents, so the sample is exact.
prices, volatility = [20000], 0.01
for _ in range(899):
    size = (uniform() ** -0.28 - 1) / 0.28
    move = volatility * size * (1 if stream.below(2) else -1)
    volatility = 0.002 + 0.7 * volatility + 0.15 * min(abs(move), 0.2)
    prices.append(max(100, round(prices[-1] * math.exp(max(-0.6, min(0.6, move))))))
losses = np.array([-math.log(b / a) for a, b in zip(prices, prices[1:])])
n = len(losses)


def weighted_tail(x, weights):
    """VaR and ES by integrating the sorted weights up to 1 - alpha, exactly: weights are fractions."""
    share = 1 - ALPHA
    left, total = share, 0.0
    for loss, weight in sorted(zip(x, weights), key=lambda pair: -pair[0]):
        if weight > left:
            return [float(loss), (total + float(left) * loss) / float(share)]
        total += float(weight) * loss
        left -= weight
    raise ValueError


def historical(x):
    return weighted_tail(x, [Fraction(1, len(x))] * len(x))


def order_statistics(x, confidence=0.95):
    m, p, g = len(x), float(ALPHA), (1 - confidence) / 2
    ranks = np.arange(1, m + 1)
    lower = ranks[stats.binom.cdf(ranks - 1, m, p) <= g].max()
    upper = ranks[stats.binom.sf(ranks - 1, m, p) <= g].min()
    ascending = np.sort(x)
    return [float(ascending[lower - 1]), float(ascending[upper - 1])]


def filtered(x, decay=0.94, burn=30):
    """Every forecast from the definition: the sum of all squares before, not a recursion."""

    def forecast(t):
        start = np.mean(np.square(x[:burn]))
        squares = np.square(x[burn:t])
        ages = np.arange(len(squares))[::-1]
        return math.sqrt(decay ** len(squares) * start + (1 - decay) * np.sum(decay**ages * squares))

    now = forecast(len(x))
    return [x[t] / forecast(t) * now for t in range(burn, len(x))]


age = [Fraction(99, 100) ** (n - 1 - t) for t in range(n)]
age_weights = [w / sum(age) for w in age]

# Generalised Pareto: two free parameters by Nelder-Mead over a given threshold; the interval of ES by the region's border.
threshold = float(np.quantile(losses, 0.925))
y = losses[losses > threshold] - threshold
k = len(y)


def negative(shape, scale):
    return -stats.genpareto.logpdf(y, shape, scale=scale).sum()


fit = optimize.minimize(
    lambda p: negative(p[0], math.exp(p[1])), [0.1, math.log(y.mean())], method="Nelder-Mead",
    options={"xatol": 1e-12, "fatol": 1e-13, "maxiter": 20000, "maxfev": 20000},
)
shape, scale = fit.x[0], math.exp(fit.x[1])
rarity = k / n / float(1 - ALPHA)
gpd_var = threshold + scale / shape * (rarity**shape - 1)
gpd_es = (gpd_var + scale - shape * threshold) / (1 - shape)


def profile_ends(value_to_scale, start, low, high):
    """Ends of the likelihood-ratio interval of a quantity, its profile over the shape by bounded search."""

    def profile(value):
        inner = optimize.minimize_scalar(
            lambda s: negative(s, value_to_scale(value, s)), bounds=(-0.3, 0.95), method="bounded", options={"xatol": 1e-12}
        )
        return inner.fun

    gap = lambda value: profile(value) - fit.fun - stats.chi2.ppf(0.95, 1) / 2
    return [optimize.brentq(gap, low, start, xtol=1e-13), optimize.brentq(gap, start, high, xtol=1e-13)]


def factor(s):
    return math.log(rarity) if abs(s) < 1e-12 else (rarity**s - 1) / s


var_ends = profile_ends(lambda v, s: (v - threshold) / factor(s), gpd_var, threshold * 1.02, gpd_var * 2)
es_ends = profile_ends(lambda v, s: (v - threshold) / ((factor(s) + 1) / (1 - s)), gpd_es, threshold * 1.05, gpd_es * 6)
cdf = stats.genpareto.cdf(np.sort(y), shape, scale=scale)
i = np.arange(1, k + 1)
anderson = float(-k - np.mean((2 * i - 1) * (np.log(cdf) + np.log1p(-cdf[::-1]))))

# Extremal index by intervals, and the level of 365 days.
times = np.diff(np.flatnonzero(losses > threshold))
N1 = len(times)
if times.max() <= 2:
    theta = 2 * times.sum() ** 2 / (N1 * (times**2).sum())
else:
    theta = 2 * (times - 1).sum() ** 2 / (N1 * ((times - 1) * (times - 2)).sum())
theta = float(min(1, theta))
level365 = threshold + scale / shape * ((k / n * 365 * theta) ** shape - 1)

# Hill: every k, every distance, by arrays.
descending = np.sort(losses)[::-1]
largest = n // 10
best = None
for order in range(30, largest + 1):
    xi = np.mean(np.log(descending[:order])) - math.log(descending[order])
    fitted = descending[order] * (order / np.arange(1, largest + 1)) ** xi
    distance = float(np.max(np.abs(descending[:largest] - fitted)))
    if best is None or distance < best["distance"]:
        best = {"order": order, "distance": distance, "shape": float(xi)}
d = best["order"] / (n * float(1 - ALPHA))
weissman = float(descending[best["order"]] * d ** best["shape"])

# Drawdowns of the prices.
peak = np.maximum.accumulate(prices)
falls = 1 - np.array(prices) / peak
trough = int(np.argmax(falls))
conditional = historical(falls)[1]

# Rolling one-step forecasts from 250 losses.
W = 250


def backtest(forecast):
    made = [(forecast(losses[t - W : t]), losses[t]) for t in range(W, n)]
    hits = np.array([loss > var for (var, _), loss in made])
    m, x, p = len(hits), int(hits.sum()), float(1 - ALPHA)

    def log(share, successes, failures):
        return (successes * math.log(share) if successes else 0) + (failures * math.log(1 - share) if failures else 0)

    uc = -2 * (log(p, x, m - x) - log(x / m, x, m - x))
    pairs = list(zip(hits[:-1], hits[1:]))
    n00, n01, n10, n11 = (sum(1 for a, b in pairs if (a, b) == s) for s in [(0, 0), (0, 1), (1, 0), (1, 1)])
    pooled = (n01 + n11) / len(pairs)
    ind = -2 * (log(pooled, n01 + n11, n00 + n10) - log(n01 / (n00 + n01), n01, n00) - log(n11 / (n10 + n11), n11, n10))
    z2 = 1 - sum(loss / es for (var, es), loss in made if loss > var) / (m * p)
    pinball = [float(ALPHA) * (loss - var) if loss >= var else (1 - float(ALPHA)) * (var - loss) for (var, _), loss in made]
    last = hits[-250:]
    return {
        "forecasts": m, "exceedances": x,
        "unconditional": [uc, float(stats.chi2.sf(uc, 1))],
        "independence": [ind, float(stats.chi2.sf(ind, 1))],
        "conditional": [uc + ind, float(stats.chi2.sf(uc + ind, 2))],
        "shortfall": z2,
        "zone": {"exceedances": int(last.sum()), "cumulative": float(stats.binom.cdf(last.sum(), len(last), p))},
    }, pinball


rolled, pinball = backtest(historical)
rolled_filtered, pinball_filtered = backtest(lambda past: historical(filtered(past)))
difference = np.array(pinball_filtered) - np.array(pinball)
m = len(difference)
dm = stats.ttest_1samp(difference, 0)
# For one step ahead the corrected statistic is the mean over its standard deviation with divisor n, times sqrt((n - 1)/n): the t statistic.
rolled["pinball"] = float(np.mean(pinball))
rolled_filtered["pinball"] = float(np.mean(pinball_filtered))
rolled_filtered["againstHistorical"] = [float(dm.statistic), float(dm.pvalue)]

out = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    "prices": prices,
    "n": n,
    "worst": float(losses.max()),
    "historical": historical(losses),
    "orderStatistics": order_statistics(losses),
    "ageWeighted": weighted_tail(losses, age_weights),
    "filtered": historical(filtered(losses)),
    "gpd": {
        "threshold": threshold, "exceedances": k, "shape": float(shape), "scale": scale,
        "risk": [float(gpd_var), float(gpd_es)], "intervals": [var_ends, es_ends], "andersonDarling": anderson,
        "extremalIndex": theta, "level365": float(level365),
    },
    "hill": {**best, "risk": [weissman, weissman / (1 - best["shape"])]},
    "drawdown": {"depth": float(falls[trough]), "trough": trough, "peak": int(np.flatnonzero(falls[: trough + 1] == 0)[-1]), "conditional": conditional},
    "backtest": rolled,
    "backtestFiltered": rolled_filtered,
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
