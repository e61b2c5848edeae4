/** 100 % in basis points. */
export const BPS = 10_000n;

/** One whole unit of a token with 18 decimals. */
export const WAD = 10n ** 18n;

/** The smaller of two. */
export function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}

/** Quotient of two whole numbers that are not negative, rounded up. @example `quotientUp(7n, 2n)` is 4. */
export function quotientUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}

/** Adds to the sum under a name. */
export function addTo(sums: Map<string, bigint>, name: string, amount: bigint): void {
  sums.set(name, (sums.get(name) ?? 0n) + amount);
}
