import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { applyPositionChange } from "../accounting/apply-position-change";
import { missingCollateral, movedPosition } from "../accounting/apply-position-move";
import { PositionCause, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { ActionParams } from "../params/action-params";
import { PositionChangeParams } from "../params/position-change-params";
import { PositionMove } from "../params/position-move";
import { loadOrCreatePosition } from "../store/position";
import { createPositionChange } from "../store/position-change";
import { writeSkip } from "./write-skip";

/** Moves the positions that an action names, in order. The caller holds the protocol and saves it. */
export function writePositionMoves(event: ethereum.Event, protocol: Protocol, params: ActionParams): void {
  for (let i = 0; i < params.moves.length; i++) {
    writeMove(event, protocol, params, params.moves[i], params.firstStep + i);
  }
}

function writeMove(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
  move: PositionMove,
  step: i32,
): void {
  const position = loadOrCreatePosition(subjectOf(params, move), event);
  const missing = missingCollateral(position, move);
  const change = movedPosition(position, move, params.protocol, params.log);
  change.firstStep = step;
  createPositionChange(event, position, change);
  applyPositionChange(position, change, ordinalOf(event));
  position.save();
  if (missing.isZero()) return;
  const detail = `Expected ${missing.toString()} more collateral of ${move.account.toHexString()} than was ever seen`;
  writeSkip(event, protocol, params.log, SkipReason.EXCEEDS_BALANCE, detail);
}

/** What the position is, whatever its state. */
function subjectOf(params: ActionParams, move: PositionMove): PositionChangeParams {
  const none = BigInt.zero();
  const subject = new PositionChangeParams(
    params.protocol,
    params.log,
    move.market,
    move.account,
    PositionCause.OPEN,
    none,
    none,
  );
  subject.size = move.sizeAfter === null ? move.sizeChange : move.sizeAfter;
  subject.key = move.key;
  return subject;
}
