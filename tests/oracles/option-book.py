"""Writes option-book.json: Black-76, smiles, densities, variance swaps and compound Poisson totals.

Prices and sensitivities by mpmath at 60 digits and by QuantLib, which knows nothing of them; smiles by differentiating and integrating prices in mpmath; fits by
SciPy's least squares in all five parameters; totals by Panjer's recursion. The samples are made up here.

Run: python3 tests/oracles/option-book.py
"""
import json, math, pathlib, sys
import mpmath as mp
import numpy as np
import QuantLib as ql
import scipy
from scipy.optimize import least_squares

mp.mp.dps = 60


def text(value):
    return mp.nstr(value, 20)


def black(kind, forward, strike, years, volatility, rate):
    f, k, t, v, r = map(mp.mpf, (forward, strike, years, volatility, rate))
    deviation = v * mp.sqrt(t)
    d1 = mp.log(f / k) / deviation + deviation / 2
    d2 = d1 - deviation
    sign = -1 if kind == "PUT" else 1
    return mp.e ** (-r * t) * sign * (f * mp.ncdf(sign * d1) - k * mp.ncdf(sign * d2))


def spot_price(kind, strike, years, volatility, rate):
    return lambda spot, v=volatility, t=years, r=rate: black(kind, spot * mp.e ** (mp.mpf(r) * t), strike, t, v, r)


def greeks(*case):
    """Digits enough for a gamma of 1e-280 beside a price of 100."""
    with mp.workdps(700):
        return differentiated(*case)


def differentiated(kind, forward, strike, years, volatility, rate):
    price = spot_price(kind, strike, years, volatility, rate)
    spot = mp.mpf(forward) * mp.e ** (-mp.mpf(rate) * mp.mpf(years))
    return {
        "delta": text(mp.diff(price, spot)),
        "gamma": text(mp.diff(price, spot, 2)),
        "vega": text(mp.diff(lambda v: price(spot, v), mp.mpf(volatility))),
        "theta": text(-mp.diff(lambda t: price(spot, mp.mpf(volatility), t), mp.mpf(years))),
        "rho": text(mp.diff(lambda r: price(spot, mp.mpf(volatility), mp.mpf(years), r), mp.mpf(rate))),
    }


def quantlib(kind, forward, strike, years, volatility, rate):
    payoff = ql.PlainVanillaPayoff(ql.Option.Put if kind == "PUT" else ql.Option.Call, strike)
    discount = math.exp(-rate * years)
    calculator = ql.BlackCalculator(payoff, forward, volatility * math.sqrt(years), discount)
    spot = forward * discount
    return {
        "price": calculator.value(), "delta": calculator.delta(spot), "gamma": calculator.gamma(spot),
        "vega": calculator.vega(years), "theta": calculator.theta(spot, years), "rho": calculator.rho(years),
    }


CASES = [
    (42, 40, 0.5, 0.2, 0.1), (100, 60, 30 / 365, 0.9, 0.0), (100, 20, 7 / 365, 0.8, 0.0), (2000, 1400, 0.25, 0.75, 0.04),
    (1, 0.95, 30 / 365, 0.05, 0.05), (100, 100, 1e-6, 0.5, 0.0), (3000, 1500, 14 / 365, 1.1, 0.03), (100, 250, 0.5, 0.6, 0.02),
    (100, 99.9999, 1e-7, 0.5, 0.0), (100, 99.5, 1 / 365 / 24, 0.3, 0.0), (100, 5, 30 / 365, 0.6, 0.0), (2000, 1990, 2 / 365 / 1440, 0.9, 0.0),
    (100, 60, 5, 3.0, 0.01), (100, 1000, 2, 1.5, 0.0), (100, 100.0000001, 1.0, 0.2, 0.0), (1.02, 1, 1 / 365, 0.02, 0.0), (100, 40, 1 / 365, 1.4, 0.0),
]


def svi(p, k):
    a, b, rho, m, s = map(mp.mpf, p)
    return a + b * (rho * (k - m) + mp.sqrt((k - m) ** 2 + s ** 2))


def skewed(p, forward, strike, years):
    w = svi(p, mp.log(mp.mpf(strike) / forward))
    return black("PUT", forward, strike, years, mp.sqrt(w / years), 0)


def durrleman(p, k):
    w, slope, curve = svi(p, k), mp.diff(lambda x: svi(p, x), k), mp.diff(lambda x: svi(p, x), k, 2)
    return (1 - k * slope / (2 * w)) ** 2 - slope ** 2 / 4 * (1 / w + mp.mpf(1) / 4) + curve / 2


SMILES = [
    {"svi": (0.02, 0.12, -0.6, 0.0, 0.15), "forward": 2000, "years": 30 / 365},
    {"svi": (0.04, 0.3, -0.4, -0.05, 0.25), "forward": 1, "years": 1.0},
    {"svi": (0.0004, 0.01, 0.2, 0.01, 0.03), "forward": 50000, "years": 1 / 365},
]
MONEYNESS = [0.5, 0.6, 0.8, 0.9, 0.95, 1.0, 1.05, 1.3]


def smile(case):
    p, forward, years = case["svi"], mp.mpf(case["forward"]), mp.mpf(case["years"])
    rows = []
    for share in MONEYNESS:
        strike = forward * mp.mpf(share)
        price = lambda k: skewed(p, forward, k, years)
        atm = mp.sqrt(svi(p, mp.mpf(0)) / years)
        sticky = mp.diff(lambda f: black("PUT", f, strike, years, mp.sqrt(svi(p, mp.log(strike / f)) / years), 0), forward)
        rows.append({
            "moneyness": share, "put": text(price(strike)), "flat": text(black("PUT", forward, strike, years, atm, 0)),
            "exerciseProbability": text(mp.diff(price, strike)), "density": text(mp.diff(price, strike, 2)),
            "g": text(durrleman(p, mp.log(mp.mpf(share)))), "stickyDelta": text(sticky),
        })
    return {**case, "rows": rows, "swapVariance": text(swap_variance(p, years))}


def swap_variance(p, years):
    """2/T times the strip over ln K; the integrands are prices over the strike at a forward of 1."""
    mp.mp.dps = 25
    put = lambda k: skewed(p, mp.mpf(1), mp.e ** k, years) / mp.e ** k
    call = lambda k: (skewed(p, mp.mpf(1), mp.e ** k, years) + 1 - mp.e ** k) / mp.e ** k
    unit = mp.sqrt(svi(p, mp.mpf(0)))
    lows = [-mp.mpf(x) * unit for x in (120, 60, 30, 20, 12, 8, 5, 3, 2, 1, 0.5, 0)]
    highs = [mp.mpf(x) * unit for x in (0, 0.5, 1, 2, 3, 5, 8, 12, 20, 30, 60, 120)]
    value = 2 / years * (mp.quad(put, lows) + mp.quad(call, highs))
    mp.mp.dps = 60
    return value


def vogt():
    p = (-0.0410, 0.1331, 0.3060, 0.3586, 0.4153)
    at = mp.findroot(lambda k: mp.diff(lambda x: durrleman(p, x), k), mp.mpf("0.88"))
    return {"svi": p, "at": text(at), "lowest": text(durrleman(p, at))}


def fit(seed, p, count, noise):
    random = np.random.default_rng(seed)
    ks = np.linspace(-0.9, 0.6, count)
    formula = lambda q: q[0] + q[1] * (q[2] * (ks - q[3]) + np.sqrt((ks - q[3]) ** 2 + q[4] ** 2))
    variances = formula(p) * (1 + noise * random.standard_normal(count))
    residual = lambda q: (formula(q) - variances) * 100
    best = min((least_squares(residual, start, xtol=1e-15, ftol=1e-15, gtol=1e-15, max_nfev=20000, bounds=([-1, 0, -1, -2, 1e-3], [2, 2, 1, 2, 3]))
                for start in ([0.01, 0.1, 0, 0, 0.1], list(p), [0.05, 0.2, -0.5, -0.2, 0.3])), key=lambda found: found.cost)
    return {"k": ks.tolist(), "variance": variances.tolist(), "weight": 100, "svi": best.x.tolist(), "cost": 2 * best.cost}


def strip(forward, years, rate, strikes, prices):
    below = max(k for k in strikes if k <= forward)
    total = 0.0
    for i, (k, q) in enumerate(zip(strikes, prices)):
        width = (strikes[min(i + 1, len(strikes) - 1)] - strikes[max(i - 1, 0)]) / (2 if 0 < i < len(strikes) - 1 else 1)
        total += width / k ** 2 * q
    return 2 * math.exp(rate * years) / years * total - (forward / below - 1) ** 2 / years


def strip_case():
    forward, years, rate = 1000.0, 30 / 365, 0.03
    strikes = [float(k) for k in range(700, 1401, 50)]
    prices = []
    for k in strikes:
        put, call = (float(black(kind, forward, k, years, 0.8, rate)) for kind in ("PUT", "CALL"))
        prices.append((put + call) / 2 if k == 1000 else put if k < 1000 else call)
    return {"forward": forward, "years": years, "rate": rate, "strikes": strikes, "prices": prices,
            "variance": strip(forward, years, rate, strikes, prices)}


def strip_of_smile(case, strikes):
    p, forward, years = case["svi"], mp.mpf(case["forward"]), mp.mpf(case["years"])
    prices = []
    for k in strikes:
        put = float(skewed(p, forward, k, years))
        call = put + float(forward) - k
        prices.append((put + call) / 2 if k == 2000 else put if k < 2000 else call)
    return strip(float(forward), float(years), 0.0, strikes, prices)


def panjer(claims, level):
    """Exact totals of Poisson(n) many draws from whole claims: their mean and the mean beyond the level."""
    n, most = len(claims), sum(claims) * 6
    share = np.bincount(claims, minlength=most + 1) / n
    sizes = [s for s in sorted(set(claims))]
    chance = np.zeros(most + 1)
    chance[0] = math.exp(-n)
    for total in range(1, most + 1):
        chance[total] = n / total * sum(s * share[s] * chance[total - s] for s in sizes if s <= total)
    left, worst = 1 - level, 0.0
    for total in range(most, -1, -1):
        taken = min(left, chance[total])
        worst += taken * total
        left -= taken
        if left <= 0:
            break
    mean = float(np.dot(chance, np.arange(most + 1)))
    upper = int(np.searchsorted(np.cumsum(chance), 0.975))
    lower = int(np.searchsorted(np.cumsum(chance), 0.025))
    return {"claims": claims, "level": level, "mean": mean, "shortfall": worst / (1 - level), "lower": lower, "upper": upper}


implied = []
for forward, strike, years, volatility, rate in CASES:
    for kind in ("PUT", "CALL"):
        price = float(black(kind, forward, strike, years, volatility, rate))
        outside = (kind == "PUT") == (strike < forward)
        if price > 1e-12 * strike and outside:
            option = ql.Option.Put if kind == "PUT" else ql.Option.Call
            found = ql.blackFormulaImpliedStdDev(option, strike, forward, price, math.exp(-rate * years), 0.0, volatility * math.sqrt(years), 1e-14, 1000)
            implied.append([kind, forward, strike, years, rate, price, volatility, found / math.sqrt(years)])

out = {
    "programs": {"python": sys.version.split()[0], "mpmath": mp.__version__, "QuantLib": ql.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "black": [{"kind": kind, "terms": case, "price": text(black(kind, *case)), "greeks": greeks(kind, *case), "quantlib": quantlib(kind, *case)}
              for case in CASES for kind in ("PUT", "CALL")],
    "implied": implied,
    "smiles": [smile(case) for case in SMILES],
    "vogt": vogt(),
    "fits": [fit(1, (0.04, 0.2, -0.4, 0.05, 0.2), 15, 0.01), fit(2, (0.01, 0.1, 0.3, -0.1, 0.1), 9, 0.02), fit(3, (0.002, 0.05, -0.2, 0.0, 0.08), 25, 0.03)],
    "strip": strip_case(),
    "stripOfSmile": strip_of_smile(SMILES[0], [float(k) for k in range(800, 3001, 200)]),
    "redemption": [[c, v, t, text(black("PUT", c, 1, t, v, 0))] for c, v, t in [(1.5, 0.8, 30 / 365), (1.05, 0.3, 7 / 365), (3.0, 0.9, 1 / 365), (0.9, 0.5, 0.25)]],
    "panjer": panjer([1, 2, 2, 3, 5, 8, 13, 1, 4, 30, 2, 6], 0.99),
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
