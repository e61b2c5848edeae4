import { BigInt } from "@graphprotocol/graph-ts";
import { lesser } from "../math/lesser";
import { WAD } from "../math/wad";
import { LiquidatedPosition } from "../params/offset-liquidation-params";

/**
 * Splits what a stability pool cancelled over the positions of a liquidation, as the contracts do: one position after
 * the other, each up to its debt. Under recovery mode a position that is worth no more than its debt is redistributed
 * whole (Liquity v1 `TroveManager.sol`, `_liquidateRecoveryMode`).
 *
 * @param offset - Debt that the pool cancelled, in units of the debt asset.
 * @param price - Price of the collateral in wad; null when unknown: then recovery mode changes nothing.
 * @returns One part for each position; their sum is `offset` unless that is more than all debt.
 * @example splitOffset([debt 5, debt 4], 7, null) // [5, 2]
 */
export function splitOffset(
  positions: Array<LiquidatedPosition>,
  offset: BigInt,
  price: BigInt | null,
): Array<BigInt> {
  const parts: Array<BigInt> = [];
  let left = offset;
  for (let i = 0; i < positions.length; i++) {
    const part = isSpared(positions[i], price) ? BigInt.zero() : lesser(positions[i].debt, left);
    parts.push(part);
    left = left.minus(part);
  }
  return withRest(positions, parts, left);
}

function isSpared(position: LiquidatedPosition, price: BigInt | null): bool {
  if (price === null || !position.isInRecoveryMode || position.debt.isZero()) return false;
  const ratio = position.collateral.times(price).div(position.debt);
  return ratio.le(WAD);
}

/** The pool's part is known: what the rule leaves over goes to the first positions that have debt left. */
function withRest(positions: Array<LiquidatedPosition>, parts: Array<BigInt>, rest: BigInt): Array<BigInt> {
  let left = rest;
  for (let i = 0; i < parts.length && !left.isZero(); i++) {
    const more = lesser(positions[i].debt.minus(parts[i]), left);
    parts[i] = parts[i].plus(more);
    left = left.minus(more);
  }
  return parts;
}
