import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { DeficitAction } from "../constants";
import { DeficitParams, DeficitStep } from "../params/deficit-params";
import { PendingDeficitParams } from "../params/pending-deficit-params";
import { loadDeficit } from "../store/deficit";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeDeficits } from "./write-deficits";

/** Records what brought the queued part of a deficit to what the protocol states; nothing when it is the same. */
export function recordPendingDeficit(event: ethereum.Event, params: PendingDeficitParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const deficit = loadDeficit(params.market.id, params.asset.id);
  const rise = params.pending.minus(deficit === null ? BigInt.zero() : deficit.pending);
  if (!rise.isZero()) {
    const action = rise.gt(BigInt.zero()) ? DeficitAction.PENDING : DeficitAction.UNPENDING;
    const step = new DeficitStep(action, rise.abs());
    params.deficits = [new DeficitParams(params.market, params.asset, [step])];
    writeDeficits(event, protocol, params);
    countApplied(protocol);
  }
  protocol.save();
}
