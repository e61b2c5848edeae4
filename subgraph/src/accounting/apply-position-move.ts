import { BigInt } from "@graphprotocol/graph-ts";
import { Position } from "../../generated/schema";
import { PositionCause } from "../constants";
import { PositionChangeParams } from "../params/position-change-params";
import { PositionMove } from "../params/position-move";

/**
 * Returns the state of a position after a move. Neither collateral nor debt falls below zero.
 *
 * @param position - Before the move.
 */
export function movedPosition(
  position: Position,
  move: PositionMove,
  protocol: string,
  log: string,
): PositionChangeParams {
  const collateral = after(position.collateral, move.collateralChange, move.collateralAfter);
  const debt = after(position.debt, move.debtChange, move.debtAfter);
  const size = sizeAfter(position.size, move);
  const isEmpty = collateral.isZero() && debt.isZero() && isNone(size);
  const cause = causeOf(position, move, isEmpty);
  const params = new PositionChangeParams(protocol, log, move.market, move.account, cause, collateral, debt);
  params.size = size;
  params.isClosed = isEmpty;
  return params;
}

/** Returns what a move takes beyond what the position has; zero where interest explains it. */
export function missingCollateral(position: Position, move: PositionMove): BigInt {
  if (!move.isExact || move.collateralAfter !== null) return BigInt.zero();
  const rest = position.collateral.plus(move.collateralChange);
  return rest.lt(BigInt.zero()) ? rest.neg() : BigInt.zero();
}

function after(before: BigInt, change: BigInt, stated: BigInt | null): BigInt {
  if (stated !== null) return stated;
  const sum = before.plus(change);
  return sum.lt(BigInt.zero()) ? BigInt.zero() : sum;
}

function causeOf(position: Position, move: PositionMove, isEmpty: bool): string {
  const stated = move.cause;
  if (stated !== null) return stated;
  const wasEmpty = position.collateral.isZero() && position.debt.isZero() && isNone(position.size);
  if (isEmpty == wasEmpty) return PositionCause.ADJUST;
  return isEmpty ? PositionCause.CLOSE : PositionCause.OPEN;
}

function sizeAfter(before: BigInt | null, move: PositionMove): BigInt | null {
  if (move.sizeAfter !== null) return move.sizeAfter;
  const change = move.sizeChange;
  if (change === null) return before;
  return before === null ? change : before.plus(change);
}

function isNone(size: BigInt | null): bool {
  return size === null || size.isZero();
}
