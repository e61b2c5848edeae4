"""Writes estimators.json: estimators and tests by SciPy, NumPy and exact fractions, on a made-up sample.

Run: python3 tests/oracles/estimators.py
"""
import json, math, pathlib, sys
from fractions import Fraction
import numpy as np
import scipy
from scipy import stats

state = 12345
sample = []
for _ in range(400):
    state = (1103515245 * state + 12345) % 2**31
    sample.append(round(10 * math.tan(3 * (state / 2**31 - 0.5)), 6))
ascending = sorted(sample)


def generator(seed):
    """xoshiro128** of Blackman and Vigna, its state two outputs of SplitMix64, low words first."""
    mask = 2**64 - 1

    def mix(z):
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    first, second = (mix((seed + k * 0x9E3779B97F4A7C15) & mask) for k in (1, 2))
    s = [first % 2**32, first >> 32, second % 2**32, second >> 32]

    def rotate(x, k):
        return ((x << k) | (x >> (32 - k))) % 2**32

    while True:
        yield (rotate(s[1] * 5 % 2**32, 7) * 9) % 2**32
        t = (s[1] << 9) % 2**32
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotate(s[3], 11)


def bootstrap_indices(seed, n, block, replicates):
    """Stationary bootstrap: a uniform of 53 bits decides on a new block, a word modulo n (unbiased) starts it."""
    words = generator(seed)
    out = []
    for _ in range(replicates):
        for i in range(n):
            new = i == 0 or ((next(words) >> 5) * 2**26 + (next(words) >> 6)) / 2**53 < 1 / block
            if new:
                word = next(words)
                while word >= 2**32 - 2**32 % n:
                    word = next(words)
                index = word % n
            else:
                index = (index + 1) % n
            out.append(index)
    return out


def tail(values, numerator, denominator):
    """VaR and ES with exact arithmetic on the doubles."""
    losses = sorted((Fraction(v) for v in values), reverse=True)
    w = len(losses) * (1 - Fraction(numerator, denominator))
    k = math.floor(w)
    return [float(losses[k]), float((sum(losses[:k]) + (w - k) * losses[k]) / w)]


def order_ranks(n, p, confidence):
    g = (1 - confidence) / 2
    lower = max([i for i in range(1, n + 1) if stats.binom.cdf(i - 1, n, p) <= g], default=None)
    upper = min([j for j in range(1, n + 1) if stats.binom.sf(j - 1, n, p) <= g], default=None)
    return [lower, upper]


def beta_ends(x, n, g):
    return [float(stats.beta.ppf(g, x, n - x + 1)) if x else 0.0, float(stats.beta.isf(g, x + 1, n - x)) if x < n else 1.0]


def log_likelihood(successes, failures, p):
    return (successes * math.log(p) if successes else 0.0) + (failures * math.log(1 - p) if failures else 0.0)


def christoffersen(hits):
    counts = {(i, j): 0 for i in (0, 1) for j in (0, 1)}
    for before, after in zip(hits, hits[1:]):
        counts[before, after] += 1
    n00, n01, n10, n11 = counts[0, 0], counts[0, 1], counts[1, 0], counts[1, 1]
    pooled = log_likelihood(n01 + n11, n00 + n10, (n01 + n11) / (len(hits) - 1))
    split = log_likelihood(n01, n00, n01 / (n00 + n01)) + log_likelihood(n11, n10, n11 / (n10 + n11))
    return 2 * (split - pooled)


def kupiec(x, n, p):
    return 2 * (log_likelihood(x, n - x, x / n) - log_likelihood(x, n - x, p))


rng = np.random.default_rng(3)
hits = [int(h) for h in (rng.random(300) < 0.03)]
for at in (40, 41, 42, 120, 121):
    hits[at] = 1
durations = [int(d) for d in rng.integers(1, 40, 60)]
events = [bool(e) for e in rng.random(60) < 0.7]
curve = stats.ecdf(stats.CensoredData.right_censored(np.array(durations, float), ~np.array(events))).sf
band = curve.confidence_interval(confidence_level=0.95, method="log-log")
keep = [i for i, t in enumerate(curve.quantiles) if any(e and d == t for d, e in zip(durations, events))]

cp = [(10, 250, 0.95), (0, 365, 0.95), (365, 365, 0.95), (1, 3, 0.9), (999, 1000, 0.99)]
garwood = [(8, 6.7, 0.95), (0, 1.0, 0.95), (120, 4.0, 0.99)]
lr = kupiec(sum(hits), len(hits), 0.025)
li = christoffersen(hits)
out = {
    "programs": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__},
    "sample": sample,
    "fsum": math.fsum(sample),
    "moments": [float(np.mean(sample)), float(np.var(sample, ddof=1)), float(stats.skew(sample)), float(stats.kurtosis(sample))],
    "quantiles": [[a, b, float(np.quantile(sample, a / b, method="linear")), float(np.quantile(sample, a / b, method="median_unbiased"))]
                  for a, b in [(1, 2), (1, 100), (99, 100), (975, 1000), (1, 3), (1, 1000)]],
    "orderRanks": [[n, a, b, c, *order_ranks(n, a / b, c)] for n, a, b, c in
                   [(250, 95, 100, 0.95), (368, 99, 100, 0.95), (367, 99, 100, 0.95), (400, 1, 2, 0.9), (400, 975, 1000, 0.95), (5, 1, 2, 0.95)]],
    "tails": [[a, b, *tail(sample, a, b)] for a, b in [(95, 100), (975, 1000), (97, 100), (9, 10), (961, 1000)]],
    "bootstrapIndices": bootstrap_indices(20200312, 40, 4, 3),
    "clopperPearson": [[x, n, c, *beta_ends(x, n, (1 - c) / 2)] for x, n, c in cp],
    "garwood": [[x, t, c, float(stats.chi2.ppf((1 - c) / 2, 2 * x) / 2 / t) if x else 0.0,
                 float(stats.chi2.isf((1 - c) / 2, 2 * x + 2) / 2 / t)] for x, t, c in garwood],
    "binomialTails": [[k, n, p, float(stats.binom.cdf(k, n, p)), float(stats.binom.sf(k, n, p))]
                      for k, n, p in [(4, 250, 0.01), (9, 250, 0.01), (4, 500, 0.025), (0, 10000, 1e-4), (60, 250, 0.01)]],
    "kupiec": [[x, n, p, kupiec(x, n, p)] for x, n, p in [(7, 30, 0.01), (0, 255, 0.01), (10, 250, 0.01), (4, 60, 0.05)]],
    "clustered": christoffersen([int(day in (18, 19, 20, 42)) for day in range(1, 61)]),
    "backtest": {"hits": hits, "probability": 0.025, "kupiec": [lr, float(stats.chi2.sf(lr, 1))],
                 "independence": [li, float(stats.chi2.sf(li, 1))], "conditional": [lr + li, float(stats.chi2.sf(lr + li, 2))]},
    "survival": {"durations": durations, "events": events, "time": [float(curve.quantiles[i]) for i in keep],
                 "survival": [float(curve.probabilities[i]) for i in keep],
                 "lower": [float(band.low.probabilities[i]) for i in keep],
                 "upper": [float(band.high.probabilities[i]) for i in keep]},
}
text = json.dumps(out, indent=1).replace("NaN", "null").replace("Infinity", "null")
pathlib.Path(__file__).with_suffix(".json").write_text(text + "\n")
