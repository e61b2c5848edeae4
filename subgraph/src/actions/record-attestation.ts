import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { AttestationParams } from "../params/attestation-params";
import { createAttestation } from "../store/attestation";
import { loadOrCreateProtocol } from "../store/protocol";

/** Records what somebody stated that a protocol holds and owes; nothing is derived from it. */
export function recordAttestation(event: ethereum.Event, params: AttestationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  createAttestation(event, protocol.id, params);
  countApplied(protocol);
  protocol.save();
}
