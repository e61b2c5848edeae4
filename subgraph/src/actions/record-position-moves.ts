import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { PositionMovesParams } from "../params/position-moves-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeFlows } from "./write-flows";
import { writePositionMoves } from "./write-position-moves";

/** Records changes of positions that an event states as amounts, and the flows with which they come. */
export function recordPositionMoves(event: ethereum.Event, params: PositionMovesParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writePositionMoves(event, protocol, params);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}
