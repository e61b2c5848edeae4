import { InvalidRequestError } from "../../domain/errors.ts";

/** Assets whose price goes to zero together, and what that costs. */
export type ImpairedSet = {
  readonly assets: readonly string[];
  readonly loss: number;
  readonly resources: number;
};

/** The smallest sets of assets that break a book. */
export type BreakingSets = {
  /** All of the smallest size, greatest loss beyond the resources first; the empty set alone where the book is broken already. */
  readonly sets: readonly ImpairedSet[];
  /** Largest size that was tried. */
  readonly triedUpTo: number;
};

/** Largest number of assets that are enumerated. */
export const MOST_IMPAIRED_ASSETS = 20;
/** Largest size of a set. */
export const LARGEST_SET = 3;

/**
 * Finds every smallest set of assets whose loss of all value breaks a book, by trying all sets of 0, 1, 2 and 3.
 *
 * @param judge - Loss and resources when just these assets are worthless.
 * @throws {InvalidRequestError} when there are too many assets.
 */
export function breakingSets(
  assets: readonly string[],
  judge: (impaired: ReadonlySet<string>) => { readonly loss: number; readonly resources: number },
): BreakingSets {
  if (assets.length > MOST_IMPAIRED_ASSETS) {
    throw new InvalidRequestError(
      `Expected at most ${MOST_IMPAIRED_ASSETS} assets, got ${assets.length}; name the ones to try.`,
    );
  }
  const triedUpTo = Math.min(LARGEST_SET, assets.length);
  for (let size = 0; size <= triedUpTo; size++) {
    const sets = subsets(assets, size)
      .map((set) => {
        const { loss, resources } = judge(new Set(set));
        return { assets: set, loss, resources };
      })
      .filter(({ loss, resources }) => loss > resources)
      .sort((a, b) => b.loss - b.resources - (a.loss - a.resources));
    if (sets.length > 0) return { sets, triedUpTo: size };
  }
  return { sets: [], triedUpTo };
}

/** All subsets of a size, in the order of the items. */
export function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, at) => subsets(items.slice(at + 1), size - 1).map((rest) => [item, ...rest]));
}
