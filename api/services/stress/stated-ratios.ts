import { InvalidRequestError } from "../../domain/errors.ts";
import type { Book } from "../../solvency/book.ts";
import type { StatedRatio } from "../../stress/liquidation-ratios.ts";
import { nonNegativeDecimal } from "../non-negative-decimal.ts";

/** A liquidation ratio as a request states it. */
export type StatedRatioInput = { readonly market: string; readonly ratio: string };

/**
 * Reads the liquidation ratios that a request states.
 *
 * @throws {InvalidRequestError} when a market is none of the book's, or a ratio is not a plain decimal above zero.
 */
export function statedRatios({ protocol, markets }: Book, given: readonly StatedRatioInput[]): StatedRatio[] {
  return given.map(({ market: text, ratio: decimal }) => {
    const market = text.toLowerCase();
    if (!markets.some(({ id }) => id === market)) {
      throw new InvalidRequestError(`Expected a market of "${protocol.slug}", got "${text}".`);
    }
    const ratio = nonNegativeDecimal("ratio", decimal);
    if (ratio === null || ratio.numerator === 0n) {
      throw new InvalidRequestError(`Expected ratio above 0, got ${decimal}.`);
    }
    return { market, ratio };
  });
}
