import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { OptionSeries, OptionVault, Protocol } from "../../generated/schema";
import { applySeriesExercise } from "../accounting/apply-series-change";
import { applySettlement } from "../accounting/apply-vault-change";
import { countApplied } from "../accounting/count-log";
import { AssetKind, ExerciseKind, OptionSide, SkipReason } from "../constants";
import { optionPositionId } from "../ids";
import { numberBytes } from "../math/number-bytes";
import { ordinalOf } from "../math/ordinal";
import { AssetParams } from "../params/asset-params";
import { SeriesExerciseParams } from "../params/series-exercise-params";
import { VaultEndParams } from "../params/vault-end-params";
import { createOptionExercise } from "../store/option-exercise";
import { loadOptionPosition } from "../store/option-position";
import { loadOptionSeries } from "../store/option-series";
import { loadOptionVault } from "../store/option-vault";
import { loadOrCreateProtocol } from "../store/protocol";
import { payOut } from "./vault-payout";
import { writeFlows } from "./write-flows";
import { writeSkip } from "./write-skip";

/**
 * Records that a writer took back what his vault still holds after expiry. Where that is all that he had put up, the
 * options he wrote have no value, and his series ends. An unknown vault is skipped.
 */
export function recordVaultSettlement(event: ethereum.Event, params: VaultEndParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const vault = loadOptionVault(params.vault.id);
  if (vault === null) {
    const detail = `Vault ${params.vault.id.toHexString()} was never seen`;
    writeSkip(event, protocol, params.log, SkipReason.UNKNOWN_PARENT, detail);
    protocol.save();
    return;
  }
  const fact = endWritten(event, params, vault);
  applySettlement(vault, ordinalOf(event));
  vault.save();
  pay(event, protocol, params, vault, fact);
  countApplied(protocol);
  protocol.save();
}

function pay(
  event: ethereum.Event,
  protocol: Protocol,
  params: VaultEndParams,
  vault: OptionVault,
  fact: Bytes | null,
): void {
  const collateral = vault.collateralAsset;
  if (collateral === null) return;
  params.flows = payOut(params, new AssetParams(collateral, AssetKind.ERC20, null, -1));
  writeFlows(event, protocol, params, fact);
}

/** Closes what the vault had written, and ends the series where it was worth nothing; returns the id of that fact. */
function endWritten(event: ethereum.Event, params: VaultEndParams, vault: OptionVault): Bytes | null {
  const id = vault.series;
  const collateral = vault.collateralAsset;
  if (id === null) return null;
  const series = loadOptionSeries(id);
  if (series === null || collateral === null || vault.written.isZero()) return null;
  closePosition(event, series, vault);
  const isWorthless = vault.held.isZero() && params.payout.equals(vault.collateral);
  return isWorthless && !series.isEnded ? endSeries(event, params, series, collateral) : null;
}

function closePosition(event: ethereum.Event, series: OptionSeries, vault: OptionVault): void {
  const position = loadOptionPosition(optionPositionId(series.id, vault.account, numberBytes(vault.number)));
  if (position === null) return;
  position.isClosed = true;
  position.updatedOrdinal = ordinalOf(event);
  position.save();
}

function endSeries(
  event: ethereum.Event,
  params: VaultEndParams,
  series: OptionSeries,
  collateral: Bytes,
): Bytes {
  const end = new SeriesExerciseParams(
    params.protocol,
    params.log,
    series.id,
    OptionSide.SHORT,
    ExerciseKind.EXPIRY,
    new AssetParams(collateral, AssetKind.ERC20, null, -1),
    BigInt.zero(),
  );
  end.owed = BigInt.zero();
  end.size = series.open;
  end.isOfWholeSeries = true;
  applySeriesExercise(series, end, ordinalOf(event));
  series.save();
  return createOptionExercise(event, series, end, null, OptionSide.SHORT).id;
}
