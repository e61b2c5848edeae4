import { InvalidRequestError } from "../../domain/errors.ts";
import type { StressBook, StressFactor } from "../../stress/book/stress-book.ts";

/** A factor of a book with its place. */
export type PlacedFactor = {
  readonly index: number;
  readonly factor: StressFactor;
};

/**
 * Finds the factor of an asset.
 *
 * @throws {InvalidRequestError} when the book has none.
 */
export function factorOf(book: StressBook, asset: string): PlacedFactor {
  const id = asset.toLowerCase();
  const index = book.factors.findIndex((factor) => factor.asset === id);
  const factor = book.factors[index];
  if (factor === undefined) {
    const known = book.factors.map((one) => `"${one.asset}" (${one.symbol ?? "?"})`).join(", ");
    throw new InvalidRequestError(
      `Expected an asset that moves the book of "${book.protocol}", got "${asset}". There are: ${known || "none"}.`,
    );
  }
  return { index, factor };
}
