import { ethereum } from "@graphprotocol/graph-ts";
import { Protocol } from "../../generated/schema";
import { countApplied } from "../accounting/count-log";
import { SkipReason } from "../constants";
import { BackstopRegistrationParams } from "../params/backstop-registration-params";
import { loadOrCreateAsset } from "../store/asset";
import { loadBackstop, loadOrCreateBackstop } from "../store/backstop";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeBackstopStatus } from "./write-backstop-status";
import { writeSkip } from "./write-skip";

/**
 * Records a backstop with its asset; where a view of the asset failed, the gap is reported.
 *
 * @returns Whether it is new; a second creation is skipped.
 */
export function recordBackstop(event: ethereum.Event, params: BackstopRegistrationParams): bool {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const isNew = loadBackstop(params.backstop.id) === null;
  if (isNew) {
    create(event, protocol, params);
    countApplied(protocol);
  } else {
    const detail = `Backstop ${params.backstop.contract.toHexString()} was created before`;
    writeSkip(event, protocol, params.log, SkipReason.DUPLICATE, detail);
  }
  protocol.save();
  return isNew;
}

function create(event: ethereum.Event, protocol: Protocol, params: BackstopRegistrationParams): void {
  const asset = params.asset;
  if (asset !== null) loadOrCreateAsset(asset, event);
  const backstop = loadOrCreateBackstop(params.backstop, event);
  const status = params.status;
  if (status !== null) {
    writeBackstopStatus(event, backstop, status, params.reason, params.firstStep);
    backstop.save();
  }
  const failed = params.failedCalls;
  if (failed !== null) writeSkip(event, protocol, params.log, SkipReason.CALL_FAILED, failed);
}
