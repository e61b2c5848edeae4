import { missingAmount, type TokenAmount } from "../domain/token-amount.ts";

/** Says of a sum how many of its terms are not known: NO_DATA where none is, PARTIAL_COVERAGE where some are. */
export function partlyKnown(
  amount: TokenAmount,
  { unknown, of }: { readonly unknown: bigint; readonly of: bigint },
): TokenAmount {
  if (unknown === 0n) return amount;
  const reason = `${unknown} of ${of} do not tell their amount.`;
  return unknown === of
    ? missingAmount(amount.asset, "NO_DATA", reason)
    : { ...amount, status: "PARTIAL_COVERAGE", reason };
}
