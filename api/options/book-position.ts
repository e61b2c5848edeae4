import type { MetricStatus } from "../domain/metric-status.ts";
import { addRational, multiplyRational, type Rational, rational, scaled } from "../domain/rational.ts";
import { toDouble } from "../domain/to-double.ts";
import { knownWorth, missingWorth, type Worth } from "../domain/worth.ts";
import { type Estimate, estimated, missingEstimate } from "../stats/estimate.ts";
import type { OptionKind } from "./black-76.ts";
import type { OpenOption } from "./open-option.ts";
import { skewedValue } from "./skewed-value.ts";
import { flatSmile, type Smile, volatilityAt } from "./smile.ts";
import { yearsBetween } from "./smile-board.ts";

/** What a position is valued with. */
export type PositionInputs = {
  /** Price of one whole unit in the currency of the strikes, exact; null with the reason. */
  readonly spot: Rational | null;
  readonly spotStatus: MetricStatus;
  readonly spotReason: string | null;
  /** Decimals of the underlying; null when unknown. */
  readonly decimals: number | null;
  /** Null when there is no volatility for its expiry. */
  readonly smile: Smile | null;
  /** Premium taken or paid for one whole unit in the currency of the strikes; null when it cannot be told. */
  readonly premium: number | null;
  /** Seconds since 1970-01-01 UTC. */
  readonly at: bigint;
  /** Continuous interest a year. */
  readonly rate: number;
};

/** Numbers of a position in double precision, signed as the protocol bears them: what it wrote is negative. */
export type PositionEstimates = {
  /** Of the smile at its strike. */
  readonly volatility: Estimate;
  readonly value: Estimate;
  /** At the volatility at the money. */
  readonly valueFlat: Estimate;
  /** Unsigned. */
  readonly exerciseProbability: Estimate;
  /** Units of the underlying. */
  readonly delta: Estimate;
  /** The same when the smile moves along with the spot. */
  readonly stickyDelta: Estimate;
  /** Change of delta for a change of the price by 1. */
  readonly gamma: Estimate;
  readonly vega: Estimate;
  readonly theta: Estimate;
  /** delta × price. */
  readonly dollarDelta: Estimate;
  /** gamma × price²: change of the dollar delta for a logarithmic return of 1. */
  readonly dollarGamma: Estimate;
};

/** Options of one series and side with what they are worth. */
export type BookPosition = PositionEstimates & {
  readonly option: OpenOption;
  readonly spot: Rational | null;
  /** Value if it ended now, signed, exact. */
  readonly intrinsic: Worth;
  /** For puts that the protocol wrote strike × open, exact; NOT_APPLICABLE for all else. */
  readonly worstCase: Worth;
  readonly smile: Smile | null;
  /** For one whole unit, unsigned: with skew and flat. Null when not valued. */
  readonly unit: { readonly size: number; readonly withSkew: number; readonly flat: number } | null;
  readonly premium: number | null;
  /** OK, PARTIAL_COVERAGE where its smile is, else why it has no value. */
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/** Currency of the strikes. */
export const STRIKE_CURRENCY = "USD";

/** Name of the method of all its estimates. */
const METHOD = "Black-76";
const ESTIMATES = [
  "volatility",
  "value",
  "valueFlat",
  "exerciseProbability",
  "delta",
  "stickyDelta",
  "gamma",
  "vega",
  "theta",
  "dollarDelta",
  "dollarGamma",
] as const;

type Flaw = { readonly status: Exclude<MetricStatus, "OK">; readonly reason: string };

/** Values the options of one series and side. American ones are valued as European: without interest they are worth the same. */
export function bookPosition(option: OpenOption, inputs: PositionInputs): BookPosition {
  const { spot, smile, premium } = inputs;
  const exact = {
    option,
    spot,
    premium,
    smile,
    intrinsic: intrinsicOf(option, inputs),
    worstCase: worstCaseOf(option, inputs),
  };
  const flaw = flawOf(option, inputs);
  if (flaw !== null || smile === null || spot === null) {
    const { status, reason } = flaw ?? { status: "NO_DATA", reason: "There is no volatility." };
    const none = missingEstimate(status, reason, { n: 0, method: METHOD });
    const estimates = Object.fromEntries(ESTIMATES.map((name) => [name, none])) as PositionEstimates;
    return { ...exact, ...estimates, unit: null, status, reason };
  }
  return {
    ...exact,
    ...valued(option, { ...inputs, smile, spot }),
    status: smile.status,
    reason: smile.reason,
  };
}

/** Returns why a position has no value; null when it has one. */
function flawOf(
  { series, open }: OpenOption,
  { spot, spotStatus, spotReason, decimals, smile, at }: PositionInputs,
): Flaw | null {
  const missing = (reason: string): Flaw => ({ status: "NO_DATA", reason });
  if (open === null) return missing("A trade or an exercise of the series does not tell its size.");
  if (series.type === null || series.strike === null || series.strike <= 0n || series.expiry === null) {
    return missing("The chain does not tell type, strike and expiry of the series.");
  }
  if (decimals === null) return missing("The decimals of the underlying are unknown.");
  if (series.expiry <= at)
    return missing("The series has expired and is not settled: its price is that of the expiry.");
  if (spot === null) {
    return {
      status: spotStatus === "OK" ? "NO_DATA" : spotStatus,
      reason: spotReason ?? "The underlying has no price.",
    };
  }
  if (smile === null) return missing("The ledger has no volatility for the underlying and none is given.");
  return null;
}

function valued(
  { series, open, side }: OpenOption,
  { spot, smile, decimals, at, rate }: PositionInputs & { readonly smile: Smile; readonly spot: Rational },
): PositionEstimates & Pick<BookPosition, "unit"> {
  const kind = series.type as OptionKind;
  const years = yearsBetween(at, series.expiry ?? at);
  const price = toDouble(spot);
  const terms = {
    forward: price * Math.exp(rate * years),
    strike: toDouble(scaled(series.strike ?? 1n, series.strikeDecimals)),
    years,
    rate,
  };
  const size = toDouble(scaled(open ?? 0n, decimals ?? 0));
  const signed = side === "SHORT" ? -size : size;
  const skewed = skewedValue(kind, terms, smile);
  const flat = skewedValue(kind, terms, flatSmile(smile.years, volatilityAt(smile, 0), null)).price;
  const n = smile.quotes;
  const of = (value: number | null) =>
    value === null
      ? missingEstimate("MODEL_DOMAIN", "There is no sensitivity at the strike without time.", {
          n,
          method: METHOD,
        })
      : estimated({ value, n, method: `${METHOD}, ${smile.model} smile`, reason: smile.reason });
  const { greeks, stickyDelta, volatility, exerciseProbability } = skewed;
  const times = (value: number | undefined | null) =>
    of(value === undefined || value === null ? null : signed * value);
  return {
    unit: { size, withSkew: skewed.price, flat },
    volatility: of(volatility),
    value: times(skewed.price),
    valueFlat: times(flat),
    exerciseProbability: of(exerciseProbability),
    delta: times(greeks?.delta),
    stickyDelta: times(stickyDelta),
    gamma: times(greeks?.gamma),
    vega: times(greeks?.vega),
    theta: times(greeks?.theta),
    dollarDelta: times(greeks === null ? null : greeks.delta * price),
    dollarGamma: times(greeks === null ? null : greeks.gamma * price * price),
  };
}

/** Exact: size × (K − S)⁺ or (S − K)⁺, negative for what the protocol wrote. */
function intrinsicOf(
  { series, open, side }: OpenOption,
  { spot, spotStatus, spotReason, decimals }: PositionInputs,
): Worth {
  if (spot === null) {
    const status = spotStatus === "OK" ? "NO_DATA" : spotStatus;
    return missingWorth(STRIKE_CURRENCY, status, spotReason ?? "The underlying has no price.");
  }
  const { type, strike, strikeDecimals } = series;
  if (open === null || decimals === null || strike === null || type === null) return untold();
  const k = scaled(strike, strikeDecimals);
  const payoff = type === "PUT" ? difference(k, spot) : difference(spot, k);
  if (payoff.numerator <= 0n) return knownWorth(rational(0n), STRIKE_CURRENCY);
  const worth = multiplyRational(payoff, scaled(side === "SHORT" ? -open : open, decimals));
  return knownWorth(worth, STRIKE_CURRENCY);
}

function worstCaseOf({ series, open, side }: OpenOption, { decimals }: PositionInputs): Worth {
  const { type, strike, strikeDecimals } = series;
  if (side !== "SHORT" || type === "CALL") {
    return missingWorth(STRIKE_CURRENCY, "NOT_APPLICABLE", "Only a written put owes at most its strike.");
  }
  if (open === null || decimals === null || strike === null || type === null) return untold();
  return knownWorth(
    multiplyRational(scaled(strike, strikeDecimals), scaled(open, decimals)),
    STRIKE_CURRENCY,
  );
}

function untold(): Worth {
  return missingWorth(
    STRIKE_CURRENCY,
    "NO_DATA",
    "The chain does not tell the type, the strike or the size of every option of the series.",
  );
}

function difference(a: Rational, b: Rational): Rational {
  return addRational(a, { numerator: -b.numerator, denominator: b.denominator });
}
