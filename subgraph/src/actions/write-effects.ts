import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { ActionParams } from "../params/action-params";
import { createLossAllocation } from "../store/loss-allocation";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";
import { writePositionMoves } from "./write-position-moves";

/**
 * Writes what follows from an action's own fact: allocations of its loss, deficits, flows, positions.
 * The caller holds the protocol and saves it.
 *
 * @param market - Market of the fact.
 * @param fact - Id of the fact.
 */
export function writeEffects(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
  market: Bytes,
  fact: Bytes,
): void {
  for (let i = 0; i < params.allocations.length; i++) {
    createLossAllocation(event, protocol.id, params.allocations[i], market, fact, params.firstStep + i);
  }
  writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, fact);
  writePositionMoves(event, protocol, params);
}
