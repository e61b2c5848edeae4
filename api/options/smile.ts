import type { MetricStatus } from "../domain/metric-status.ts";
import { type ButterflyCheck, checkButterfly } from "./butterfly.ts";
import { checkCalendar } from "./calendar.ts";
import { drain, type Steps } from "./drain.ts";
import { type RawSvi, sviPoint } from "./svi.ts";
import { fitSvi, MINIMUM_STRIKES } from "./svi-fit.ts";
import { freeOfArbitrage } from "./svi-free-fit.ts";
import type { VarianceQuote } from "./svi-inner.ts";

/** A volatility that somebody quoted or paid. */
export type VolatilityQuote = {
  /** ln(K/F) at the time of the quote. */
  readonly k: number;
  /** A year, as a ratio; above 0. */
  readonly volatility: number;
  /** Half the distance of bid and ask in volatility; null where there is one price: all such quotes count the same. */
  readonly halfSpread: number | null;
};

/** The quotes of one expiry. */
export type ExpiryQuotes = {
  /** Years to the expiry, above 0. */
  readonly years: number;
  /** At least one. */
  readonly quotes: readonly VolatilityQuote[];
};

/** How a smile was made: fitted, moved from the nearest fitted expiry, or one volatility for every strike. */
export type SmileModel = "SVI" | "PARALLEL_SHIFT" | "FLAT";

/** The volatilities of one expiry. Every model is written as raw SVI; a flat one has b = 0. */
export type Smile = {
  readonly years: number;
  readonly model: SmileModel;
  readonly svi: RawSvi;
  /** Different strikes among the quotes. */
  readonly quotes: number;
  /** Root of the mean squared difference to the quotes, in volatility. */
  readonly rmse: number;
  readonly butterfly: ButterflyCheck;
  /** Whether its total variance is nowhere below that of the expiry before; true for the first. */
  readonly calendarFree: boolean;
  /** PARTIAL_COVERAGE where the quotes do not determine the shape, or no smile without arbitrage comes near them. */
  readonly status: Extract<MetricStatus, "OK" | "PARTIAL_COVERAGE">;
  readonly reason: string | null;
};

/** A quote without a spread counts as one that is a hundredth wide. */
const HALF_SPREAD = 0.01;
/** No quote counts as narrower than this. */
const NARROWEST = 1e-4;

/** A fit that is farther from its quotes, in volatility, does not stand for them. */
const LOOSE = 0.1;
const FAR_FROM_QUOTES = {
  status: "PARTIAL_COVERAGE",
  reason: `No smile without arbitrage comes within ${LOOSE} of the quotes: they contradict each other or the expiry before.`,
} as const;

type Made = Pick<Smile, "model" | "svi" | "status" | "reason">;

/**
 * Fits the smiles of all expiries. With quotes at 5 strikes or more an expiry gets raw SVI, earlier expiries first, each free of butterfly arbitrage and nowhere
 * below the one before. With 2 to 4 strikes it gets the smile of the nearest fitted expiry, with its volatilities at the same log-strikes, moved up or down in
 * parallel to the quotes; where there is no such smile, or moving it makes arbitrage, and with one strike, it is flat.
 *
 * @param expiries - In ascending order of years.
 * @returns One smile for each, in the same order.
 */
export function fitSmiles(expiries: readonly ExpiryQuotes[]): Smile[] {
  return drain(smileSteps(expiries));
}

/** Fits the smiles of all expiries as `fitSmiles`, with stops between its searches, so that a caller can let other work pass. */
export function* smileSteps(expiries: readonly ExpiryQuotes[]): Steps<Smile[]> {
  const fitted: (RawSvi | null)[] = [];
  let floor: RawSvi | null = null;
  for (const expiry of expiries) {
    const svi: RawSvi | null = yield* fitExpiry(expiry, floor);
    fitted.push(svi);
    floor = svi ?? floor;
  }
  const known = expiries.flatMap(({ years }, i) => {
    const svi = fitted[i];
    return svi === null || svi === undefined ? [] : [{ years, svi }];
  });
  const made = expiries.map((expiry, i) => {
    const svi = fitted[i] ?? null;
    return svi === null
      ? fallback(expiry, known)
      : ({ model: "SVI", svi, status: "OK", reason: null } as const);
  });
  return expiries.map((expiry, i) => describe(expiry, made[i] as Made, made[i - 1]?.svi ?? null));
}

/** Makes a smile with one volatility for every strike. */
export function flatSmile(years: number, volatility: number, reason: string | null): Smile {
  const svi = flatSvi(volatility * volatility * years);
  return {
    years,
    model: "FLAT",
    svi,
    quotes: 1,
    rmse: 0,
    butterfly: checkButterfly(svi),
    calendarFree: true,
    status: reason === null ? "OK" : "PARTIAL_COVERAGE",
    reason,
  };
}

/**
 * Makes the smile of given raw SVI parameters in total variance of its expiry, as it is: what it violates is told, not repaired.
 *
 * @param earlier - Smile of the expiry before; null for the first.
 */
export function givenSmile(years: number, svi: RawSvi, earlier: RawSvi | null): Smile {
  const made: Made = { model: "SVI", svi, status: "OK", reason: null };
  return { ...describe({ years, quotes: [] }, made, earlier), quotes: 0 };
}

/** Volatility a year at a log-strike. */
export function volatilityAt({ svi, years }: Pick<Smile, "svi" | "years">, k: number): number {
  return Math.sqrt(sviPoint(svi, k).variance / years);
}

function* fitExpiry(expiry: ExpiryQuotes, floor: RawSvi | null): Steps<RawSvi | null> {
  const quotes = varianceQuotes(expiry);
  const fit = yield* fitSvi(quotes);
  return fit === null ? null : yield* freeOfArbitrage(fit.svi, quotes, { floor, reach: reachOf(expiry) });
}

function varianceQuotes({ years, quotes }: ExpiryQuotes): VarianceQuote[] {
  return quotes.map(({ k, volatility, halfSpread }) => {
    const error = Math.max(NARROWEST, halfSpread ?? HALF_SPREAD);
    return { k, variance: volatility * volatility * years, weight: 1 / (2 * volatility * years * error) };
  });
}

function reachOf({ quotes }: ExpiryQuotes): number {
  return Math.max(1.5, ...quotes.map(({ k }) => Math.abs(k)));
}

function fallback(
  expiry: ExpiryQuotes,
  known: readonly { readonly years: number; readonly svi: RawSvi }[],
): Made {
  const strikes = strikesOf(expiry);
  const few = `Expected quotes at ${MINIMUM_STRIKES} strikes or more for the expiry, got ${strikes}`;
  const moved = strikes > 1 ? parallelShift(expiry, known) : null;
  if (moved !== null) {
    const reason = `${few}; the smile of the nearest expiry is moved to them.`;
    return { model: "PARALLEL_SHIFT", svi: moved, status: "PARTIAL_COVERAGE", reason };
  }
  const reason = `${few}; their mean variance is used for every strike.`;
  return { model: "FLAT", svi: flatSvi(meanVariance(expiry)), status: "PARTIAL_COVERAGE", reason };
}

function strikesOf({ quotes }: ExpiryQuotes): number {
  return new Set(quotes.map(({ k }) => k)).size;
}

function meanVariance({ years, quotes }: ExpiryQuotes): number {
  return (years * quotes.reduce((sum, { volatility }) => sum + volatility ** 2, 0)) / quotes.length;
}

function parallelShift(
  { years, quotes }: ExpiryQuotes,
  known: readonly { readonly years: number; readonly svi: RawSvi }[],
): RawSvi | null {
  const distance = (other: number) => Math.abs(Math.log(other / years));
  const nearest = [...known].sort((one, other) => distance(one.years) - distance(other.years))[0];
  if (nearest === undefined) return null;
  const ratio = years / nearest.years;
  const { svi } = nearest;
  const scaled: RawSvi = { ...svi, a: svi.a * ratio, b: svi.b * ratio };
  const gaps = quotes.map(({ k, volatility }) => volatility ** 2 * years - sviPoint(scaled, k).variance);
  const shift = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const moved = { ...scaled, a: scaled.a + shift };
  return checkButterfly(moved).isFree ? moved : null;
}

function flatSvi(variance: number): RawSvi {
  return { a: variance, b: 0, rho: 0, m: 0, sigma: 1 };
}

function describe(expiry: ExpiryQuotes, made: Made, earlier: RawSvi | null): Smile {
  const { years, quotes } = expiry;
  const reach = reachOf(expiry);
  const squares = quotes.map(
    ({ k, volatility }) => (volatilityAt({ svi: made.svi, years }, k) - volatility) ** 2,
  );
  const rmse = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / Math.max(1, squares.length));
  return {
    ...(made.status === "OK" && rmse > LOOSE ? { ...made, ...FAR_FROM_QUOTES } : made),
    ...{ years, rmse },
    quotes: strikesOf(expiry),
    butterfly: checkButterfly(made.svi, reach),
    calendarFree: earlier === null || checkCalendar(earlier, made.svi, reach).isFree,
  };
}
