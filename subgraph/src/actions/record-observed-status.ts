import { ethereum } from "@graphprotocol/graph-ts";
import { OperatingStatus } from "../constants";
import { StatusChangeParams } from "../params/status-change-params";
import { loadBackstop } from "../store/backstop";
import { recordStatusChange } from "./record-status-change";

/** Records the status that a log shows of a backstop; writes nothing while it stays the same. */
export function recordObservedStatus(event: ethereum.Event, params: StatusChangeParams): void {
  const backstop = loadBackstop(params.backstop.id);
  const status = backstop === null ? OperatingStatus.ACTIVE : backstop.status;
  if (status != params.status) recordStatusChange(event, params);
}
