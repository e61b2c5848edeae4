import { BigInt } from "@graphprotocol/graph-ts";

/** Shares that a pool counts besides its own, against inflation of the share price. */
const VIRTUAL_SHARES = BigInt.fromI32(1_000_000);
/** Assets that a pool counts besides its own. */
const VIRTUAL_ASSETS = BigInt.fromI32(1);

/**
 * Returns what shares are worth, rounded up, in a pool with 10^6 virtual shares and one virtual asset.
 *
 * @param totalAssets - Of the pool, in units of the asset.
 * @param totalShares - Of the pool.
 * @see morpho-blue src/libraries/SharesMathLib.sol, toAssetsUp
 * @example sharesToAssetsUp(BigInt.fromI32(1_000_000), BigInt.zero(), BigInt.zero()) // 1
 */
export function sharesToAssetsUp(shares: BigInt, totalAssets: BigInt, totalShares: BigInt): BigInt {
  const divisor = totalShares.plus(VIRTUAL_SHARES);
  const product = shares.times(totalAssets.plus(VIRTUAL_ASSETS));
  return product.plus(divisor).minus(BigInt.fromI32(1)).div(divisor);
}
