import { InvalidRequestError } from "../domain/errors.ts";

/** Expected shortfall of the part of a book that takes at least some time to sell. */
export type HorizonShortfall = {
  /** Days that it takes to sell, ascending from the base on. */
  readonly days: number;
  /** ES over the base horizon of the positions that take at least these days; the first is of all positions. At least 0, any unit. */
  readonly shortfall: number;
};

/**
 * Joins shortfalls of one horizon to that of a book whose parts take longer to sell: √Σ_j (ES_j √((LH_j − LH_{j−1})/T))², LH_0 = 0, T the
 * first horizon.
 *
 * @param parts - At least one, the first over T days.
 * @returns In the unit of the shortfalls.
 * @throws {InvalidRequestError} when there is none, days do not ascend from above 0 on, or a shortfall is negative or not finite.
 * @see Basel Committee, MAR33.4 and MAR33.5
 * @example liquidityHorizonShortfall([{ days: 10, shortfall: 3 }, { days: 20, shortfall: 4 }]) // 5
 */
export function liquidityHorizonShortfall(parts: readonly HorizonShortfall[]): number {
  const base = parts[0]?.days ?? 0;
  let before = 0;
  let sum = 0;
  for (const { days, shortfall } of parts) {
    if (!(days > before && shortfall >= 0 && shortfall < Infinity)) {
      throw new InvalidRequestError(
        `Expected days that ascend and shortfalls of at least 0, got ${shortfall} over ${days} days after ${before}.`,
      );
    }
    sum += (shortfall * shortfall * (days - before)) / base;
    before = days;
  }
  if (parts.length === 0) throw new InvalidRequestError("Expected at least one shortfall.");
  return Math.sqrt(sum);
}

/**
 * Returns the stressed shortfall ES_{R,S} · max(1, ES_{F,C}/ES_{R,C}): that of a reduced set of factors in the worst twelve months, scaled by
 * what the reduced set leaves out of the current one.
 *
 * @returns In the unit of the shortfalls; null when the reduced current shortfall is 0.
 * @see Basel Committee, MAR33.6
 * @example stressedShortfall({ reducedStressed: 10, fullCurrent: 6, reducedCurrent: 5 }) // 12
 */
export function stressedShortfall(of: {
  readonly reducedStressed: number;
  readonly fullCurrent: number;
  readonly reducedCurrent: number;
}): number | null {
  if (of.reducedCurrent === 0) return null;
  return of.reducedStressed * Math.max(1, of.fullCurrent / of.reducedCurrent);
}
