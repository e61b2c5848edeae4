import { InvalidRequestError } from "../domain/errors.ts";
import { type Rational, rational } from "../domain/rational.ts";

/** A pool that keeps tokenReserve × quoteReserve constant, but for its fee. */
export type ConstantProductPool = {
  /** Of the token that is sold, in its smallest unit, above 0. */
  readonly tokenReserve: bigint;
  /** Of what it is sold for, in its smallest unit, above 0. */
  readonly quoteReserve: bigint;
  /** Fee on what is sold, in millionths: 3000 is 0.3 %. */
  readonly feePpm: bigint;
};

const MILLION = 1_000_000n;

/**
 * Makes sure that a pool can exist.
 *
 * @throws {InvalidRequestError} when a reserve is not above 0, or the fee not from 0 to 999,999.
 */
export function requirePool({ tokenReserve, quoteReserve, feePpm }: ConstantProductPool): void {
  if (tokenReserve > 0n && quoteReserve > 0n && feePpm >= 0n && feePpm < MILLION) return;
  throw new InvalidRequestError(
    `Expected a pool with reserves above 0 and a feePpm from 0 to 999999, got ${tokenReserve}, ${quoteReserve} and ${feePpm}.`,
  );
}

/**
 * Returns what the sale of n tokens brings: y·n·(1−f)/(x + n·(1−f)), exact. It grows with n and stays below the reserve y.
 *
 * @param amount - n in the token's smallest unit, 0 or more.
 * @returns In the quote asset's smallest unit; contracts pay this rounded down.
 * @see Uniswap v2 core, the invariant in `UniswapV2Pair.swap`
 * @example saleProceeds({ tokenReserve: 100n, quoteReserve: 100n, feePpm: 0n }, 100n) // 50
 */
export function saleProceeds(pool: ConstantProductPool, amount: bigint): Rational {
  const sold = amount * (MILLION - pool.feePpm);
  return rational(pool.quoteReserve * sold, pool.tokenReserve * MILLION + sold);
}

/** Returns I(n) = 1 − proceeds / (n × spot price): what fee and slippage take of the worth at the spot price, in [0, 1). */
export function priceImpact(pool: ConstantProductPool, amount: bigint): Rational {
  const share = MILLION - pool.feePpm;
  const after = pool.tokenReserve * MILLION + amount * share;
  return rational(after - pool.tokenReserve * share, after);
}
