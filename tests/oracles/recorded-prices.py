"""Writes recorded-prices.json: tail measures of recorded hourly prices of ether, by pandas, NumPy and SciPy. The prices stay where they are.

Run: python3 tests/oracles/recorded-prices.py FOLDER, with FOLDER that of `eth_hourly.csv` (Unix,Date,Symbol,Open,High,Low,Close,...).
"""
import json, math, pathlib, platform, sys
import numpy as np
import pandas as pd
import scipy
from scipy import optimize, stats

FIRST = pd.Timestamp("2020-03-13", tz="UTC")
table = pd.read_csv(pathlib.Path(sys.argv[1]) / "eth_hourly.csv")
table.index = pd.to_datetime(table["Unix"], unit="s", utc=True)
hourly = table["Close"].sort_index()
hourly = hourly[(hourly.index >= FIRST) & (hourly.index < hourly.index[-1].floor("D"))]
grid = pd.date_range(hourly.index[0], hourly.index[-1], freq="h")
hourly = hourly.reindex(grid)
daily = hourly[hourly.index.hour == 23]


def losses(prices):
    return -np.log(prices).diff().dropna().to_numpy()


def historical(x, alpha):
    """Mean of the quantile function beyond alpha: NumPy's inverted distribution function on a fine grid of its steps."""
    ascending = np.sort(x)
    n = len(x)
    whole = math.floor(round(n * (1 - alpha), 9))
    rest = round(n * (1 - alpha), 9) - whole
    tail = ascending[n - whole :]
    boundary = ascending[n - whole - 1]
    return [float(boundary), float((tail.sum() + rest * boundary) / (whole + rest))]


def filtered(x, alpha, decay=0.94):
    series = pd.Series(x)
    start = float(np.mean(series[:30] ** 2))
    squares = pd.concat([pd.Series([start]), (series[30:] ** 2)], ignore_index=True)
    variance = squares.ewm(alpha=1 - decay, adjust=False).mean().to_numpy()
    scaled = series[30:].to_numpy() / np.sqrt(variance[:-1]) * math.sqrt(variance[-1])
    return historical(scaled, alpha)


def age_weighted(x, alpha, decay=0.99):
    frame = pd.DataFrame({"loss": x, "weight": decay ** np.arange(len(x))[::-1]})
    frame["weight"] /= frame["weight"].sum()
    frame = frame.sort_values("loss", ascending=False)
    seen = frame["weight"].cumsum().to_numpy()
    k = int(np.argmax(seen > 1 - alpha))
    before = seen[k - 1] if k else 0.0
    top = frame.iloc[:k]
    return [
        float(frame["loss"].iloc[k]),
        float(((top["loss"] * top["weight"]).sum() + (1 - alpha - before) * frame["loss"].iloc[k]) / (1 - alpha)),
    ]


def pareto(x, share, alpha):
    threshold = float(np.quantile(x, share))
    y = x[x > threshold] - threshold
    fit = optimize.minimize(
        lambda p: -stats.genpareto.logpdf(y, p[0], scale=math.exp(p[1])).sum(), [0.1, math.log(y.mean())],
        method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-11, "maxiter": 9999, "maxfev": 9999},
    )
    shape, scale = float(fit.x[0]), math.exp(fit.x[1])
    rarity = len(y) / len(x) / (1 - alpha)
    value = threshold + scale / shape * (rarity**shape - 1)
    return {"threshold": threshold, "exceedances": len(y), "shape": shape, "scale": scale,
            "risk": [value, (value + scale - shape * threshold) / (1 - shape)]}


def answers(prices, alpha):
    x = losses(prices)
    last = prices.dropna()
    falls = 1 - last / last.cummax()
    return {
        "buckets": len(prices),
        "n": len(x),
        "worst": float(x.max()),
        "historical": historical(x, alpha),
        "filtered": filtered(x, alpha),
        "ageWeighted": age_weighted(x, alpha),
        "pareto": pareto(x, 0.95, alpha),
        "maximumDrawdown": float(falls.max()),
        "troughAt": falls.idxmax().strftime("%Y-%m-%dT%H:00:00Z"),
        "conditionalDrawdown": historical(falls.to_numpy(), alpha)[1],
    }


out = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "pandas": pd.__version__, "scipy": scipy.__version__},
    "alpha": "0.99",
    "hourly": answers(hourly, 0.99),
    "daily": answers(daily, 0.975),
    "dailyAlpha": "0.975",
}
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(out, indent=1) + "\n")
