import { ethereum } from "@graphprotocol/graph-ts";
import { applyPositionChange } from "../accounting/apply-position-change";
import { ordinalOf } from "../math/ordinal";
import { PositionChangeParams } from "../params/position-change-params";
import { loadOrCreatePosition } from "../store/position";
import { createPositionChange } from "../store/position-change";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";

/** Records the state of a position after a change. */
export function recordPositionChange(event: ethereum.Event, params: PositionChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const position = loadOrCreatePosition(params, event);
  const fact = createPositionChange(event, position, params);
  applyPositionChange(position, params, ordinalOf(event));
  position.save();
  writeConsequences(event, protocol, params, position.market, fact.id);
}
