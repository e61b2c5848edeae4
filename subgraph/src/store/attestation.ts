import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Attestation } from "../../generated/schema";
import { FactKind, factId } from "../ids";
import { AttestationParams } from "../params/attestation-params";
import { loadOrCreateAsset } from "./asset";
import { loadOrCreateBackstop } from "./backstop";
import { stampFact } from "./stamp";

/** Writes what somebody stated. */
export function createAttestation(
  event: ethereum.Event,
  protocol: Bytes,
  params: AttestationParams,
): Attestation {
  const fact = new Attestation(factId(event, FactKind.ATTESTATION, params.firstStep));
  stampFact(fact, event, protocol);
  const backstop = params.backstop;
  if (backstop !== null) fact.backstop = loadOrCreateBackstop(backstop, event).id;
  fact.attester = params.attester;
  fact.epoch = params.epoch;
  fact.assetsRoot = params.assetsRoot;
  fact.liabilitiesRoot = params.liabilitiesRoot;
  fact.assets = params.assets;
  fact.liabilities = params.liabilities;
  const asset = params.asset;
  if (asset !== null) fact.asset = loadOrCreateAsset(asset, event).id;
  fact.isVerified = params.isVerified;
  fact.save();
  return fact;
}
