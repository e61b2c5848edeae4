import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { ActionParams } from "../params/action-params";
import { writeEffects } from "./write-effects";

/**
 * Writes what follows from an action's own fact, counts the log and saves the protocol.
 *
 * @param market - Market of the fact.
 * @param fact - Id of the fact.
 */
export function writeConsequences(
  event: ethereum.Event,
  protocol: Protocol,
  params: ActionParams,
  market: Bytes,
  fact: Bytes,
): void {
  writeEffects(event, protocol, params, market, fact);
  countApplied(protocol);
  protocol.save();
}
