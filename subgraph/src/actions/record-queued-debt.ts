import { ethereum } from "@graphprotocol/graph-ts";
import { DeficitAction } from "../constants";
import { QueuedDebtParams } from "../params/buffer-payment-params";
import { DeficitChangeParams } from "../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { isKeptExactly } from "../store/kept-balance";
import { recordDeficitChange } from "./record-deficit-change";

/** Records debt that a liquidation pushed into the queue: recognised unless it was before, and not yet payable. */
export function recordQueuedDebt(event: ethereum.Event, params: QueuedDebtParams): void {
  const steps: Array<DeficitStep> = [];
  if (!isKeptExactly(params.buffer)) steps.push(new DeficitStep(DeficitAction.CREATED, params.amount));
  const queued = new DeficitStep(DeficitAction.PENDING, params.amount);
  queued.queueKey = params.key;
  steps.push(queued);
  const deficit = new DeficitParams(params.market, params.asset, steps);
  recordDeficitChange(event, new DeficitChangeParams(params.protocol, params.log, deficit));
}
