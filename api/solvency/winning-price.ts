import { type Rational, rational } from "../domain/rational.ts";

/**
 * Returns what a winner paid for one whole unit of the lot asset, in whole units of the bid asset.
 *
 * @param bid - Smallest units of the bid asset.
 * @param lotSold - Smallest units of the lot asset.
 * @param scale - Decimals of both assets.
 * @returns exact quotient; null when nothing was sold.
 * @example winningPrice(150n, 3n, { lot: 0, bid: 2 }) // 1.5 / 3 = 0.5
 */
export function winningPrice(
  bid: bigint,
  lotSold: bigint,
  scale: { readonly lot: number; readonly bid: number },
): Rational | null {
  if (lotSold === 0n) return null;
  return rational(bid * 10n ** BigInt(scale.lot), lotSold * 10n ** BigInt(scale.bid));
}
