import { ethereum } from "@graphprotocol/graph-ts";
import { Backstop, StatusChange } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { StatusChangeParams } from "../params/status-change-params";
import { stampFact } from "./stamp";

/** Writes that a backstop leaves the status it still has in `backstop`. */
export function createStatusChange(
  event: ethereum.Event,
  backstop: Backstop,
  params: StatusChangeParams,
): StatusChange {
  const change = new StatusChange(factId(event, FactKind.STATUS_CHANGE, 0));
  stampFact(change, event, backstop.protocol);
  change.subject = backstop.id;
  change.status = params.status;
  change.previous = backstop.status;
  change.reason = params.reason;
  change.save();
  return change;
}
