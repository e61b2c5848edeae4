import { Position } from "../../generated/schema";
import { PositionChangeParams } from "../params/position-change-params";

/**
 * Gives a position the state that an event states.
 *
 * @param ordinal - Ordinal of the log.
 */
export function applyPositionChange(position: Position, params: PositionChangeParams, ordinal: i64): void {
  position.collateral = params.collateral;
  position.debt = params.debt;
  position.debtShares = params.debtShares;
  position.size = params.size;
  position.isClosed = params.isClosed;
  position.updatedOrdinal = ordinal;
}
