import { requirePool } from "../solvency/constant-product.ts";
import type { RecapPool } from "../solvency/recap-capacity.ts";

/** A pool as a request names it. */
export type PoolArgument = Omit<RecapPool, "feePpm"> & {
  readonly feePpm: number;
  readonly [field: string]: unknown;
};

/**
 * Reads a pool of a request.
 *
 * @returns null when none was given.
 * @throws {InvalidRequestError} when a reserve is not above 0, or the fee not from 0 to 999,999 millionths.
 */
export function poolOf(argument: PoolArgument | null | undefined): RecapPool | null {
  if (argument === null || argument === undefined) return null;
  const { tokenReserve, quoteReserve, quoteAsset, feePpm } = argument;
  const pool = { tokenReserve, quoteReserve, quoteAsset, feePpm: BigInt(feePpm) };
  requirePool(pool);
  return pool;
}
