import { ethereum } from "@graphprotocol/graph-ts";
import { countApplied } from "../accounting/count-log";
import { AssetRegistrationParams } from "../params/asset-registration-params";
import { loadOrCreateAsset } from "../store/asset";
import { loadOrCreateProtocol } from "../store/protocol";

/** Records an asset; one that is known already stays as it is. */
export function recordAsset(event: ethereum.Event, params: AssetRegistrationParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  loadOrCreateAsset(params.asset, event);
  countApplied(protocol);
  protocol.save();
}
