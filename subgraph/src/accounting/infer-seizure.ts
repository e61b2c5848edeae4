import { BigInt } from "@graphprotocol/graph-ts";
import { lesser } from "../math/lesser";
import { WAD } from "../math/wad";

/** What a seizure took, inferred from the rate after it. */
export class Seizure {
  /**
   * @param fromStake - Of the capital that backs shares, in units of the asset.
   * @param fromQueue - Of the capital that waits to be paid, in units of the asset.
   */
  constructor(
    public fromStake: BigInt,
    public fromQueue: BigInt,
  ) {}
}

/**
 * Infers what was seized from staked capital and, in the same proportion, from what waits to be paid. What is left of the
 * stake is shares × rate, rounded down; what is taken from the queue is rounded down.
 *
 * @param staked - Capital that backs the shares, before, in units of the asset.
 * @param queued - Capital that waits to be paid, before, in units of the asset.
 * @param shares - Shares, which a seizure leaves as they are; zero gives no seizure, for then the rate says nothing.
 * @param rate - Units of the asset for one share after it, 10^18 = 1.
 * @example inferSeizure(6e18, 4e18, 6e18, 0.5e18) // 3e18 from the stake, 2e18 from the queue
 */
export function inferSeizure(staked: BigInt, queued: BigInt, shares: BigInt, rate: BigInt): Seizure {
  const none = BigInt.zero();
  if (shares.le(none) || staked.le(none)) return new Seizure(none, none);
  const left = lesser(staked, shares.times(rate).div(WAD));
  const taken = staked.minus(left);
  return new Seizure(taken, queued.times(taken).div(staked));
}
