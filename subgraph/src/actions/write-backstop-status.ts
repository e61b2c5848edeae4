import { ethereum } from "@graphprotocol/graph-ts";
import { Backstop } from "../../generated/schema";
import { createStatusChange } from "../store/status-change";
import { createStatusInterval } from "../store/status-interval";
import { endStatusInterval } from "./end-status-interval";

/**
 * Gives a backstop another operating status: one interval ends, the next begins. The caller saves the backstop.
 *
 * @param status - One of OperatingStatus.
 * @param reason - What the event says about the cause; null when it says nothing.
 * @param step - Place among the status changes made from the same log, from 0.
 */
export function writeBackstopStatus(
  event: ethereum.Event,
  backstop: Backstop,
  status: string,
  reason: string | null,
  step: i32,
): void {
  const change = createStatusChange(event, backstop.protocol, backstop.id, status, step);
  change.previous = backstop.status;
  change.reason = reason;
  change.save();
  endStatusInterval(backstop.statusInterval, event);
  backstop.statusInterval = createStatusInterval(change).id;
  backstop.status = status;
}
