import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { BackstopStateParams } from "../params/backstop-state-params";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeBackstopState } from "./write-backstop-state";

/**
 * Records what a log says about the state of a backstop. One that is switched off holds all of its balance disabled;
 * one that works again releases it.
 */
export function recordBackstopState(event: ethereum.Event, params: BackstopStateParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  writeBackstopState(event, protocol, params);
  countApplied(protocol);
  protocol.save();
}
