import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Position } from "../../generated/schema";
import { positionId } from "../ids";
import { ordinalOf } from "../math/ordinal";
import { PositionChangeParams } from "../params/position-change-params";
import { loadOrCreateMarket } from "./market";

/** Returns the position; null when it was never opened. */
export function loadPosition(id: Bytes): Position | null {
  return Position.load(id);
}

/** Returns the position, making it empty, with its market, when it is new. */
export function loadOrCreatePosition(params: PositionChangeParams, event: ethereum.Event): Position {
  const id = positionId(params.market.id, params.account, params.key);
  const known = Position.load(id);
  if (known !== null) return known;
  const market = loadOrCreateMarket(params.market, event);
  const position = new Position(id);
  position.protocol = market.protocol;
  position.market = market.id;
  position.account = params.account;
  position.collateral = BigInt.zero();
  position.debt = BigInt.zero();
  position.debtShares = params.debtShares === null ? null : BigInt.zero();
  position.size = params.size === null ? null : BigInt.zero();
  position.isClosed = false;
  position.createdOrdinal = ordinalOf(event);
  position.updatedOrdinal = position.createdOrdinal;
  position.save();
  return position;
}
