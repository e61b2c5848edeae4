import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries, OptionVault } from "../../generated/schema";
import { applyVaultChange } from "../accounting/apply-vault-change";
import { countApplied } from "../accounting/count-log";
import { DeficitAction } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { DeficitStep } from "../params/deficit-params";
import { VaultChangeParams } from "../params/vault-change-params";
import { loadOptionSeries } from "../store/option-series";
import { loadOrCreateOptionVault } from "../store/option-vault";
import { loadOrCreateProtocol } from "../store/protocol";
import { vaultDeficit } from "./vault-deficit";
import { writeDeficits } from "./write-deficits";
import { writeFlows } from "./write-flows";

/** Records what was put into a writer's vault or taken out; what makes good for a lack covers the deficit. */
export function recordVaultChange(event: ethereum.Event, params: VaultChangeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const vault = loadOrCreateOptionVault(params.vault, event);
  const cured = applyVaultChange(vault, params, ordinalOf(event));
  vault.save();
  const series = seriesOf(vault);
  const asset = vault.collateralAsset;
  if (!cured.isZero() && series !== null && asset !== null) {
    const step = new DeficitStep(DeficitAction.COVERED, cured);
    step.account = vault.account;
    params.deficits.push(vaultDeficit(params.protocol, series, asset, [step]));
  }
  writeDeficits(event, protocol, params);
  writeFlows(event, protocol, params, null);
  countApplied(protocol);
  protocol.save();
}

function seriesOf(vault: OptionVault): OptionSeries | null {
  const id: Bytes | null = vault.series;
  return id === null ? null : loadOptionSeries(id);
}
