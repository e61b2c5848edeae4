import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Position, PositionChange } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { PositionChangeParams } from "../params/position-change-params";
import { stampFact } from "./stamp";

/** Writes a change of the position, which still has the state before it. */
export function createPositionChange(
  event: ethereum.Event,
  position: Position,
  params: PositionChangeParams,
): PositionChange {
  const change = new PositionChange(factId(event, FactKind.POSITION_CHANGE, params.firstStep));
  stampFact(change, event, position.protocol);
  change.market = position.market;
  change.position = position.id;
  change.account = position.account;
  change.cause = params.cause;
  change.collateralChange = params.collateral.minus(position.collateral);
  change.debtChange = params.debt.minus(position.debt);
  change.sizeChange = difference(params.size, position.size);
  change.collateralAfter = params.collateral;
  change.debtAfter = params.debt;
  change.debtSharesAfter = params.debtShares;
  change.sizeAfter = params.size;
  change.save();
  return change;
}

function difference(after: BigInt | null, before: BigInt | null): BigInt | null {
  if (after === null) return null;
  return before === null ? after : after.minus(before);
}
