"""Writes special-functions.json: special functions in the tails from mpmath at 60 digits.

Run: python3 tests/oracles/special-functions.py
"""
import json, pathlib, sys
import mpmath as mp

mp.mp.dps = 60


def text(value):
    return mp.nstr(value, 20)


def tail_quantile(upper, probability, low, high):
    """Bisects the decreasing upper tail."""
    target = mp.mpf(probability)
    low, high = mp.mpf(low), mp.mpf(high)
    for _ in range(260):
        middle = (low + high) / 2
        low, high = (middle, high) if upper(middle) > target else (low, middle)
    return (low + high) / 2


def gamma_pair(shape, x):
    a, b = mp.mpf(shape), mp.mpf(x)
    return (mp.gammainc(a, 0, b, regularized=True), mp.gammainc(a, b, mp.inf, regularized=True))


def beta_pair(a, b, x):
    a, b, x = mp.mpf(a), mp.mpf(b), mp.mpf(x)
    return (mp.betainc(a, b, 0, x, regularized=True), mp.betainc(a, b, x, 1, regularized=True))


zs = [-37.0, -20.0, -8.0, -6.0, -5.0, -3.5, -2.0, -1.0, -0.6, -0.1, 0.0, 0.5, 1.96, 3.0, 5.0]
ps = [1e-300, 1e-100, 1e-12, 1e-6, 0.001, 0.01, 0.025, 0.3, 0.5, 0.975, 0.99]
gs = [1e-8, 0.1, 0.5, 0.9, 0.9999, 1.0001, 1.5, 1.9999, 2.0001, 2.3, 3.7, 9.99, 10.0, 57.25, 1e4, 1e8]
gammas = [(0.5, 1.9207294103470621), (0.5, 0.00005), (0.5, 30.0), (1, 60.0), (1, 20.0), (8, 3.5), (9, 20.0),
          (0.5, 1.3), (100, 80.0), (100, 160.0), (2500, 2500.0), (2500, 2900.0), (12, 1e-6), (3.5, 700.0)]
betas = [(3, 248, 0.001), (10, 241, 0.04), (11, 240, 0.2), (0.5, 0.5, 0.3), (1, 1000, 0.03), (2000, 3000, 0.4),
         (2000, 3000, 0.45), (2000, 3000, 0.3), (1.5, 2.5, 1e-9), (40, 0.25, 0.999), (5, 5, 0.5),
         (96385.60108148039, 3.638172390885255, 0.9999460538615975)]
gamma_quantiles = [(8, 0.025, "lower"), (9, 0.025, "upper"), (1, 0.025, "upper"), (0.5, 0.05, "upper"),
                   (0.5, 1e-8, "lower"), (250, 1e-12, "upper"), (40, 1e-20, "lower"), (3, 0.9, "lower")]
beta_quantiles = [(3, 248, 0.025, "lower"), (4, 247, 0.025, "upper"), (0.5, 0.5, 0.5, "lower"),
                  (1, 1000, 0.025, "lower"), (10, 241, 1e-10, "lower"), (241, 10, 1e-10, "upper"),
                  (500, 20, 0.01, "lower")]


def gamma_quantile(shape, probability, tail):
    if tail == "upper":
        return tail_quantile(lambda x: gamma_pair(shape, x)[1], probability, 0, 3000)
    return mp.exp(-tail_quantile(lambda u: gamma_pair(shape, mp.exp(-u))[0], probability, -10, 200))


def beta_quantile(a, b, probability, tail):
    if tail == "upper":
        return tail_quantile(lambda x: beta_pair(a, b, x)[1], probability, 0, 1)
    return 1 - tail_quantile(lambda y: beta_pair(a, b, 1 - y)[0], probability, 0, 1)


out = {
    "programs": {"python": sys.version.split()[0], "mpmath": mp.__version__},
    "erfc": [[z, text(mp.erfc(mp.mpf(z)))] for z in [-3.0, -0.3, 0.0, 0.2, 0.4687, 0.469, 1.0, 3.9, 4.1, 10.0, 26.0]],
    "scaledErfc": [[x, text(mp.exp(mp.mpf(x) ** 2) * mp.erfc(mp.mpf(x)))] for x in [-3.0, -0.2, 0.0, 0.4, 0.5, 2.5, 7.0, 100.0, 1e6]],
    "normalDensity": [[z, text(mp.npdf(mp.mpf(z)))] for z in [0.0, 1.0, -2.5, 8.0, 37.0]],
    "normalCdf": [[z, text(mp.ncdf(mp.mpf(z)))] for z in zs],
    "normalLogCdf": [[z, text(mp.log(mp.ncdf(mp.mpf(z))))] for z in zs],
    "normalQuantile": [[p, text(-mp.sqrt(2) * mp.erfinv(1 - 2 * mp.mpf(p)) if p > 1e-50 else
                       mp.findroot(lambda z: mp.log(mp.ncdf(z)) - mp.log(mp.mpf(p)), -mp.sqrt(-2 * mp.log(p))))] for p in ps],
    "logGamma": [[x, text(mp.loggamma(mp.mpf(x)))] for x in gs],
    "regularizedGamma": [[a, x, *map(text, gamma_pair(a, x))] for a, x in gammas],
    "regularizedBeta": [[a, b, x, *map(text, beta_pair(a, b, x))] for a, b, x in betas],
    "inverseRegularizedGamma": [[a, p, t, text(gamma_quantile(a, p, t))] for a, p, t in gamma_quantiles],
    "inverseRegularizedBeta": [[a, b, p, t, text(beta_quantile(a, b, p, t))] for a, b, p, t in beta_quantiles],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
