import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries, OptionVault, Protocol } from "../../generated/schema";
import { applySeriesTrade } from "../accounting/apply-series-change";
import { applyWriting } from "../accounting/apply-vault-change";
import { countApplied } from "../accounting/count-log";
import { AssetKind, LiquidationMode, OptionAction, OptionSide, SkipReason } from "../constants";
import { numberBytes } from "../math/number-bytes";
import { ordinalOf } from "../math/ordinal";
import { AssetParams } from "../params/asset-params";
import { LiquidationParams } from "../params/liquidation-params";
import { SeriesTradeParams } from "../params/series-trade-params";
import { VaultEndParams } from "../params/vault-end-params";
import { loadOrCreateOptionPosition } from "../store/option-position";
import { loadOptionSeries } from "../store/option-series";
import { createOptionTrade } from "../store/option-trade";
import { loadOptionVault } from "../store/option-vault";
import { loadOrCreateProtocol } from "../store/protocol";
import { sizeInUnderlying } from "../store/size-in-underlying";
import { recordedMarket } from "./vault-deficit";
import { payOut } from "./vault-payout";
import { writeLiquidation } from "./write-liquidation";
import { writeSkip } from "./write-skip";

/** Records that a liquidator took options of a vault back for a part of its collateral; an unknown vault is skipped. */
export function recordVaultLiquidation(event: ethereum.Event, params: VaultEndParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const vault = loadOptionVault(params.vault.id);
  const series = seriesOf(vault);
  if (vault === null || series === null) {
    const detail = `Vault ${params.vault.id.toHexString()} was never seen to write options`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  applyWriting(vault, params.repaid.neg(), ordinalOf(event));
  const rest = vault.collateral.minus(params.payout);
  vault.collateral = rest.lt(BigInt.zero()) ? BigInt.zero() : rest;
  vault.save();
  close(event, params, vault, series);
  liquidate(event, protocol, params, vault, series);
  countApplied(protocol);
  protocol.save();
}

function seriesOf(vault: OptionVault | null): OptionSeries | null {
  if (vault === null) return null;
  const id = vault.series;
  return id === null ? null : loadOptionSeries(id);
}

function close(
  event: ethereum.Event,
  params: VaultEndParams,
  vault: OptionVault,
  series: OptionSeries,
): void {
  const size = sizeInUnderlying(series, params.repaid, params.sizeDecimals);
  const action = OptionAction.LIQUIDATE;
  const trade = new SeriesTradeParams(
    params.protocol,
    params.log,
    series.id,
    action,
    vault.account,
    OptionSide.SHORT,
    size,
  );
  trade.key = numberBytes(vault.number);
  const position = loadOrCreateOptionPosition(event, series, trade);
  applySeriesTrade(series, position, trade, ordinalOf(event));
  series.save();
  position.save();
  createOptionTrade(event, series, position, trade, action);
}

/** The options are the debt: a liquidator takes them back, so that nothing of them is left unpaid. */
function liquidate(
  event: ethereum.Event,
  protocol: Protocol,
  params: VaultEndParams,
  vault: OptionVault,
  series: OptionSeries,
): void {
  const liquidation = new LiquidationParams(
    params.protocol,
    params.log,
    recordedMarket(params.protocol, series),
    LiquidationMode.DIRECT,
    vault.account,
    new AssetParams(series.contract, AssetKind.ERC20, null, params.sizeDecimals),
    params.repaid,
  );
  const asset = vault.collateralAsset;
  if (asset !== null) {
    const collateral = new AssetParams(asset, AssetKind.ERC20, null, -1);
    liquidation.collateral = collateral;
    liquidation.flows = payOut(params, collateral);
  }
  liquidation.liquidator = params.liquidator;
  liquidation.collateralSeized = params.payout;
  liquidation.loss = BigInt.zero();
  writeLiquidation(event, protocol, liquidation);
}
