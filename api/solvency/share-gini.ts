import { missingRatio, type Ratio } from "../domain/ratio.ts";
import { roundHalfEven } from "../domain/round-half-even.ts";
import { gini } from "./gini.ts";

/** A part and the whole that it was taken from, in one unit; null where nothing tells. */
export type Share = { readonly part: bigint | null; readonly whole: bigint | null };

const SCALE = 10n ** 18n;

/**
 * Gini coefficient of shares part / whole, each rounded half-even to 18 decimals first.
 *
 * @param whole - Name of the whole, for the unit and the reason.
 * @returns NO_DATA when any share is not known or has a whole of zero or less: the coefficient of some says nothing of all.
 */
export function shareGini(shares: readonly Share[], whole: string): Ratio {
  const known = shares.flatMap((share) => {
    if (share.part === null || share.whole === null || share.whole <= 0n) return [];
    return [roundHalfEven(share.part * SCALE, share.whole)];
  });
  const missing = shares.length - known.length;
  if (missing === 0) return gini(known, `shares of ${whole}`);
  const reason = `${missing} of ${shares.length} have no known haircut or ${whole}.`;
  return missingRatio(`Gini coefficient over shares of ${whole}`, "NO_DATA", reason);
}
