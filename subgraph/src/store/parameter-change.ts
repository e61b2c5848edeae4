import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { ParameterChange } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { ParameterChangeParams } from "../params/parameter-change-params";
import { loadOrCreateMarket } from "./market";
import { stampFact } from "./stamp";

/** Writes the new value of a parameter. */
export function createParameterChange(
  event: ethereum.Event,
  protocol: Bytes,
  params: ParameterChangeParams,
): ParameterChange {
  const change = new ParameterChange(factId(event, FactKind.PARAMETER_CHANGE, params.firstStep));
  stampFact(change, event, protocol);
  change.contract = params.contract;
  const market = params.market;
  if (market !== null) change.market = loadOrCreateMarket(market, event).id;
  change.name = params.name;
  change.value = params.value;
  change.previous = params.previous;
  change.raw = params.raw;
  change.proposedAt = params.proposedAt;
  change.save();
  return change;
}
