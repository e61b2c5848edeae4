import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { AssetParams } from "../../params/asset-params";
import { PositionMove } from "../../params/position-move";
import { baseMarket } from "./compound";

/** A change of an account's base tokens. Interest, which emits no event, moves them too. */
export function baseMove(comet: Bytes, base: AssetParams, account: Bytes): PositionMove {
  return new PositionMove(baseMarket(comet, base), account);
}

/**
 * Tells a move what came in. An account has supply or debt, never both: where supply was minted no debt is left, and
 * where none was the account still owes.
 *
 * @param amount - Base tokens paid in.
 * @param minted - Part of them that became supply.
 */
export function repaid(move: PositionMove, amount: BigInt, minted: BigInt): void {
  if (minted.isZero()) {
    move.debtChange = amount.neg();
    move.collateralAfter = BigInt.zero();
  } else {
    move.debtAfter = BigInt.zero();
    move.collateralChange = minted;
  }
}

/**
 * Tells a move what went out. The Comet rounds the supply that it burns up, so the amount exceeds it only where the
 * account borrowed (contracts/Comet.sol, withdrawBase).
 *
 * @param amount - Base tokens paid out.
 * @param burnt - Supply burnt for them; zero where the account had none.
 */
export function borrowed(move: PositionMove, amount: BigInt, burnt: BigInt): void {
  const borrowed = amount.minus(burnt);
  if (!borrowed.gt(BigInt.zero())) {
    move.collateralChange = burnt.neg();
    return;
  }
  move.collateralAfter = BigInt.zero();
  if (burnt.isZero()) move.debtChange = borrowed;
  else move.debtAfter = borrowed;
}
