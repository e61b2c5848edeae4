import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { StatusChange } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { stampFact } from "./stamp";

/**
 * Makes the fact that a subject has a new status; the caller adds what it was before and why, and saves it.
 *
 * @param subject - Id of the backstop or market.
 * @param status - One of OperatingStatus.
 * @param step - Place among the status changes made from the same log, from 0.
 */
export function createStatusChange(
  event: ethereum.Event,
  protocol: Bytes,
  subject: Bytes,
  status: string,
  step: i32,
): StatusChange {
  const change = new StatusChange(factId(event, FactKind.STATUS_CHANGE, step));
  stampFact(change, event, protocol);
  change.subject = subject;
  change.status = status;
  return change;
}
