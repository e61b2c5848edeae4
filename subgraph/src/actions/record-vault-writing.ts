import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { applyWriting } from "../accounting/apply-vault-change";
import { OptionAction } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { SeriesTradeParams } from "../params/series-trade-params";
import { VaultParams } from "../params/vault-params";
import { loadOptionSeries } from "../store/option-series";
import { loadOrCreateOptionVault } from "../store/option-vault";
import { recordSeriesTrade } from "./record-series-trade";

/** Records options that a vault wrote (OPEN) or that its owner took back (CLOSE); an unknown series is skipped. */
export function recordVaultWriting(
  event: ethereum.Event,
  params: SeriesTradeParams,
  vaultParams: VaultParams,
): void {
  const size = params.size;
  if (size !== null && loadOptionSeries(params.series) !== null) {
    const vault = loadOrCreateOptionVault(vaultParams, event);
    const change: BigInt = params.action == OptionAction.OPEN ? size : size.neg();
    applyWriting(vault, change, ordinalOf(event));
    vault.series = params.series;
    vault.save();
  }
  recordSeriesTrade(event, params);
}
