"""Writes cascade-and-reverse.json: Sobol points and factorisations from SciPy and NumPy, first passage from mpmath,
cascades and solvency horizons from exact fractions by trying every state, without iterating, gamma shocks and half-planes from mpmath.

Run: python3 tests/oracles/cascade-and-reverse.py
"""
import json, pathlib, sys
from fractions import Fraction as F
import mpmath as mp
import numpy as np
import scipy
from scipy.stats import qmc
from stream import Stream

mp.mp.dps = 50
stream = Stream(28)


def text(value):
    return mp.nstr(value, 20)


def number(fraction):
    """The decimal digits of a fraction, more than a double has."""
    return mp.nstr(mp.mpf(fraction.numerator) / fraction.denominator, 20)


def first_passage(start, barrier, drift, volatility, time):
    a, b, mu, sigma, t = map(mp.mpf, (start, barrier, drift, volatility, time))
    level, nu, deviation = mp.log(b / a), mu - sigma**2 / 2, sigma * mp.sqrt(t)
    tail = mp.exp(2 * nu * level / sigma**2) * mp.ncdf((level + nu * t) / deviation)
    return mp.ncdf((level - nu * t) / deviation) + tail


def impact(model, units):
    if model["kind"] == "LINEAR":
        return min(F(model["perUnit"]) * units, F(model["most"]))
    if model["kind"] == "CONSTANT_PRODUCT":
        x, fee = F(model["reserve"]), F(model["feePpm"], 10**6)
        return 1 - x * x / ((x + units * (1 - fee)) * (x + units))
    points = [(F(0), F(0))] + [(F(p["units"]), F(p["fall"])) for p in model["points"]]
    for (u0, f0), (u1, f1) in zip(points, points[1:]):
        if units <= u1:
            return f0 + (f1 - f0) * (units - u0) / (u1 - u0)
    return points[-1][1]


def greatest_fixed_point(positions, model, price, shock):
    """Sells every prefix of the positions by trigger and keeps the highest price at which just those are liquidated."""
    ordered = sorted(positions, key=lambda p: -F(p["trigger"]))
    found = []
    for count in range(len(ordered) + 1):
        units = sum((F(p["units"]) for p in ordered[:count]), F(0))
        at = F(price) * (1 - F(shock)) * (1 - impact(model, units))
        if {id(p) for p in ordered if at < F(p["trigger"])} == {id(p) for p in ordered[:count]}:
            found.append((at, units))
    at, units = max(found)
    bad = sum((max(F(0), F(p["netDebt"]) - F(p["units"]) * at) for p in positions if at < F(p["trigger"])), F(0))
    return {"price": number(at), "units": number(units), "badDebt": number(bad)}



def position():
    units = 1 + stream.below(400)
    debt = units * (40 + stream.below(150))
    threshold = F(60 + stream.below(35), 100)
    trigger = float(F(debt) / (units * threshold))
    return {"units": units, "trigger": trigger, "netDebt": debt}


def model():
    kind = stream.pick(["LINEAR", "CONSTANT_PRODUCT", "CURVE"])
    if kind == "LINEAR":
        return {"kind": kind, "perUnit": (1 + stream.below(40)) / 2**17, "most": 0.9375}
    if kind == "CONSTANT_PRODUCT":
        return {"kind": kind, "reserve": 2000 + stream.below(50000), "feePpm": stream.pick([0, 3000, 10000])}
    points, units, fall = [], 0, 0
    for _ in range(4):
        units += 200 + stream.below(2000)
        fall += stream.below(12) / 64
        points.append({"units": units, "fall": min(fall, 0.9375)})
    return {"kind": kind, "points": points}


def cascade_case():
    positions = [position() for _ in range(1 + stream.below(30))]
    case = {"positions": positions, "model": model(), "price": 200, "shock": stream.below(48) / 64}
    expected = greatest_fixed_point(positions, case["model"], case["price"], case["shock"])
    return {**case, "expected": expected}


def horizon_case():
    """Largest fall with sum of max(0, debt - units p) <= resources, from the exact line of each interval between bankruptcies."""
    units = [1 + stream.below(300) for _ in range(1 + stream.below(12))]
    accounts = [{"units": u, "debt": u * (20 + stream.below(170)) + stream.below(100)} for u in units]
    price, resources = 200, stream.below(60000)
    loss = lambda p: sum((max(F(0), a["debt"] - a["units"] * p) for a in accounts), F(0))
    breaks = sorted({F(a["debt"], a["units"]) for a in accounts} | {F(0), F(price)}, reverse=True)
    inside = [p for p in breaks if p <= price]
    expected = F(1)
    if loss(F(price)) > resources:
        expected = F(0)
    else:
        for high, low in zip(inside, inside[1:]):
            if loss(low) > resources:
                slope = (loss(low) - loss(high)) / (high - low)
                expected = 1 - (high - (resources - loss(high)) / slope) / price
                break
    return {"accounts": accounts, "price": price, "resources": resources, "horizon": number(expected)}


def covariance(width):
    rows = [[stream.below(2001) / 1000 - 1 for _ in range(width)] for _ in range(width + 6)]
    matrix = np.cov(np.array(rows), rowvar=False).reshape(width, width)
    return {"rows": rows, "matrix": matrix.tolist(), "triangle": np.linalg.cholesky(matrix).tolist()}


def sobol(dimensions, count):
    return qmc.Sobol(dimensions, scramble=False).random(count).tolist()


def half_plane(weights, threshold, matrix):
    """Distance of w'z = t from the origin: t / sqrt(w' S w); the nearest point is S w t / (w' S w)."""
    w, s = mp.matrix(weights), mp.matrix(matrix)
    spread = (w.T * s * w)[0]
    nearest = s * w * mp.mpf(threshold) / spread
    return {"weights": weights, "threshold": threshold, "matrix": matrix,
            "distance": text(mp.mpf(threshold) / mp.sqrt(spread)), "nearest": [text(x) for x in nearest]}


def matrix_of(width):
    rows = [[stream.below(2001) / 1000 - 1 for _ in range(width)] for _ in range(width + 8)]
    return (np.cov(np.array(rows), rowvar=False).reshape(width, width) / 40).tolist()


def black_delta(option, spot):
    deviation = mp.mpf(option["volatility"]) * mp.sqrt(mp.mpf(option["years"]))
    d1 = mp.log(spot / option["strike"]) / deviation + deviation / 2
    return mp.ncdf(d1) - (0 if option["kind"] == "CALL" else 1), mp.npdf(d1) / (spot * deviation)


def gamma_shock(options, spot, impact_per_usd, shock):
    """Hedgers who trade back to neutral: bisects x - shock + impact S (delta(S e^x) - delta(S)) on the side to which they push."""
    s, x0, rate = mp.mpf(spot), mp.mpf(shock), mp.mpf(impact_per_usd)
    total = lambda at: sum(o["quantity"] * black_delta(o, at)[0] for o in options)
    gamma = sum(o["quantity"] * black_delta(o, s)[1] * s**2 for o in options)
    start = total(s)
    excess = lambda x: x - x0 + rate * s * (total(s * mp.exp(x)) - start)
    step, at = (mp.mpf("-0.002") if excess(x0) > 0 else mp.mpf("0.002")), x0
    while abs(at) < 5 and (excess(at + step) > 0) == (excess(x0) > 0):
        at += step
    low, high = at, at + step
    for _ in range(160):
        middle = (low + high) / 2
        low, high = (middle, high) if (excess(middle) > 0) == (excess(low) > 0) else (low, middle)
    return {"options": options, "spot": spot, "impactPerUsd": impact_per_usd, "shock": shock,
            "dollarGamma": text(gamma), "repriced": text(low)}


def option(kind, strike, years, volatility, quantity):
    return {"kind": kind, "strike": strike, "years": years, "volatility": volatility, "quantity": quantity}


gamma_cases = [
    ([option("PUT", 1800, 0.125, 0.75, -1000)], 2000, 1e-7, -0.125),
    ([option("PUT", 1800, 0.125, 0.75, -1000), option("CALL", 2400, 0.25, 0.5, -500)], 2000, 1e-7, 0.125),
    ([option("PUT", 1800, 0.125, 0.75, 1000)], 2000, 2e-7, -0.25),
    ([option("PUT", 1500, 0.03125, 1.0, -4000), option("PUT", 1900, 0.0625, 0.875, 1500)], 2000, 5e-8, -0.1875),
]
passages = [(150, 100, -0.3, 0.9, 30 / 365), (150, 100, 0, 0.5, 1), (101, 100, 0.2, 0.3, 0.01), (1000, 1, -1, 0.8, 2),
            (120, 100, 0.05, 0.02, 1), (500, 100, 3, 1.5, 0.25), (100.5, 100, -2, 0.05, 0.5)]
rule = "first k positions by trigger, highest price at which just these are liquidated, in fractions"
out = {
    "programs": {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__, "mpmath": mp.__version__},
    "sobol": {str(d): sobol(d, c) for d, c in ((1, 16), (2, 16), (5, 32), (21, 64))},
    "covariance": [covariance(w) for w in (1, 2, 3, 6)],
    "firstPassage": [{"start": a, "barrier": b, "drift": m, "volatility": s, "time": t, "probability": text(first_passage(a, b, m, s, t))}
                     for a, b, m, s, t in passages],
    "cascadeRule": rule,
    "cascades": [cascade_case() for _ in range(60)],
    "gammaShocks": [gamma_shock(*case) for case in gamma_cases],
    "halfPlanes": [half_plane([1 + stream.below(9) for _ in range(w)], 1 + stream.below(3), matrix_of(w)) for w in (1, 2, 2, 3, 4)],
    "horizons": [horizon_case() for _ in range(40)],
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
