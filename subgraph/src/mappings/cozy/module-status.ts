import { ethereum } from "@graphprotocol/graph-ts";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { OperatingStatus, SkipReason } from "../../constants";
import { PoolsStatusParams } from "../../params/pools-status-params";
import { SkipParams } from "../../params/skip-params";
import { COZY } from "./cozy";

// Order of the contract's states: cozy-safety-module src/lib/SafetyModuleStates.sol.
const ACTIVE: i32 = 0;
const TRIGGERED: i32 = 1;
const PAUSED: i32 = 2;

/**
 * Returns what a state of a safety module is to its pools; otherwise reports the log as skipped. While TRIGGERED the
 * pools can be slashed and nothing can be redeemed, which is RECOVERY_MODE.
 *
 * @returns Null when the contract knows no such state.
 */
export function moduleStatus(event: ethereum.Event, log: string, state: i32): PoolsStatusParams | null {
  if (state == ACTIVE) return new PoolsStatusParams(COZY, log, event.address, OperatingStatus.ACTIVE);
  if (state == PAUSED) return new PoolsStatusParams(COZY, log, event.address, OperatingStatus.PAUSED);
  if (state == TRIGGERED) {
    const params = new PoolsStatusParams(COZY, log, event.address, OperatingStatus.RECOVERY_MODE);
    params.reason = "Triggered";
    return params;
  }
  const detail = `Expected a state from 0 to 2, got ${state.toString()}`;
  recordSkippedEvent(event, new SkipParams(COZY, log, SkipReason.OUT_OF_RANGE, detail));
  return null;
}
