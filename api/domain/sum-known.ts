import { knownAmount, missingAmount, type TokenAmount } from "./token-amount.ts";

/**
 * Adds amounts of one asset of which some may be unknown.
 *
 * @returns OK when all are known, PARTIAL_COVERAGE with the sum of the known ones when some are not, NO_DATA when none is; zero for an empty list.
 * @param what - Name of the terms, for the reason.
 */
export function sumKnown(terms: readonly (bigint | null)[], asset: string, what: string): TokenAmount {
  const known = terms.filter((term) => term !== null);
  const raw = known.reduce((sum, term) => sum + term, 0n);
  const missing = terms.length - known.length;
  if (missing === 0) return knownAmount(raw, asset);
  const reason = `${missing} of ${terms.length} have no ${what}.`;
  if (known.length === 0) return missingAmount(asset, "NO_DATA", reason);
  return { raw, asset, status: "PARTIAL_COVERAGE", reason };
}
