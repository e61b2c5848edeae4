import { groupBy } from "../domain/group-by.ts";
import type { Steps } from "./drain.ts";
import { flatSmile, givenSmile, type Smile, smileSteps, type VolatilityQuote } from "./smile.ts";
import type { RawSvi } from "./svi.ts";

/** Where the volatilities of an underlying come from, best first. */
export type VolatilitySource =
  | "GIVEN_SMILES"
  | "GIVEN_FLAT"
  | "ONCHAIN_BASE_X_SKEW"
  | "TRADES"
  | "REALISED"
  | "NONE";

/** A volatility for one expiry. */
export type ExpiryQuote = VolatilityQuote & {
  /** Seconds since 1970-01-01 UTC. */
  readonly expiry: bigint;
};

/** A smile of given parameters, in total variance of its expiry. */
export type GivenSmile = { readonly expiry: bigint; readonly svi: RawSvi };

/** A smile and its expiry, seconds since 1970-01-01 UTC. */
export type DatedSmile = { readonly expiry: bigint; readonly smile: Smile };

/** The smiles of one underlying. */
export type SmileBoard = {
  /** Id of the asset. */
  readonly underlying: string;
  readonly source: VolatilitySource;
  /** By expiry; one smile stands for all expiries of a UTC day. */
  readonly smiles: readonly DatedSmile[];
  /** One volatility for whatever has no smile; null when there is none. */
  readonly flat: number | null;
  /** Why the source is not the best; null when there is nothing to say. */
  readonly reason: string | null;
};

const YEAR = 31_536_000;
const DAY = 86_400n;

/** Years of 365 days between two moments in seconds; negative when the second is before the first. */
export function yearsBetween(from: bigint, to: bigint): number {
  return Number(to - from) / YEAR;
}

/**
 * Fits smiles to quotes of one underlying: those that expire on one UTC day belong to one smile, as of the last of their expiries. It
 * stops between its searches, so that a caller can let other work pass in between.
 *
 * @param at - Time of the valuation; quotes of what has expired are left out.
 */
export function* smilesOfQuotes(quotes: readonly ExpiryQuote[], at: bigint): Steps<DatedSmile[]> {
  const alive = quotes.filter(({ expiry, volatility }) => expiry > at && volatility > 0);
  const days = groupBy(
    [...alive].sort((one, other) => Number(one.expiry - other.expiry)),
    ({ expiry }) => String(expiry / DAY),
  );
  const expiries = days.map((group) => group.at(-1)?.expiry ?? at);
  const smiles = yield* smileSteps(
    days.map((own, i) => ({ years: yearsBetween(at, expiries[i] as bigint), quotes: own })),
  );
  return smiles.map((smile, i) => ({ expiry: expiries[i] as bigint, smile }));
}

/** Makes smiles of given parameters; those that have expired are left out. */
export function smilesOfParameters(given: readonly GivenSmile[], at: bigint): DatedSmile[] {
  const alive = given
    .filter(({ expiry }) => expiry > at)
    .sort((one, other) => Number(one.expiry - other.expiry));
  return alive.map(({ expiry, svi }, i) => ({
    expiry,
    smile: givenSmile(yearsBetween(at, expiry), svi, alive[i - 1]?.svi ?? null),
  }));
}

/**
 * Finds the smile for an expiry: that of its UTC day; else the nearest one in time with the same volatilities, else the flat volatility, both with
 * PARTIAL_COVERAGE unless the flat one was given.
 *
 * @returns Null when the board has no volatility at all, or the expiry has passed.
 */
export function smileFor(board: SmileBoard, expiry: bigint, at: bigint): Smile | null {
  const years = yearsBetween(at, expiry);
  if (years <= 0) return null;
  const own = board.smiles.find((one) => one.expiry / DAY === expiry / DAY);
  if (own !== undefined) return own.smile;
  const nearest = nearestSmile(board.smiles, years);
  if (nearest !== null) return borrowed(nearest, years);
  if (board.flat === null) return null;
  return flatSmile(years, board.flat, board.source === "GIVEN_FLAT" ? null : board.reason);
}

function nearestSmile(smiles: readonly DatedSmile[], years: number): Smile | null {
  const distance = ({ smile }: DatedSmile) => Math.abs(Math.log(smile.years / years));
  return [...smiles].sort((one, other) => distance(one) - distance(other))[0]?.smile ?? null;
}

function borrowed(smile: Smile, years: number): Smile {
  const ratio = years / smile.years;
  return {
    ...smile,
    years,
    svi: { ...smile.svi, a: smile.svi.a * ratio, b: smile.svi.b * ratio },
    status: "PARTIAL_COVERAGE",
    reason: "The expiry has no quotes of its own; the volatilities of the nearest expiry stand in.",
  };
}
