import {
  EpochResolved,
  NullEpoch,
  ProtocolFeeCollected,
} from "../../../generated/Y2kControllerPeggedAssetV2/ControllerPeggedAssetV2";
import { EpochEnd, recordEpochEnd, recordEpochFee } from "./epoch-end";

/** Records the end of an epoch, with the price where the strike was met. */
export function handleEpochResolved(event: EpochResolved): void {
  const end = new EpochEnd(
    "ControllerPeggedAssetV2.EpochResolved",
    event.params.epochId,
    event.params.strikeMet,
    event.params.collateralClaim,
    event.params.collateralFinal,
    event.params.premiumClaim,
  );
  if (event.params.strikeMet) end.price = event.params.strikeData;
  recordEpochEnd(event, end);
}

/** Records the end of an epoch in which one vault was empty: everybody takes back what he brought. */
export function handleNullEpoch(event: NullEpoch): void {
  const collateral = event.params.collateralFinal;
  const premium = event.params.premiumClaim;
  const log = "ControllerPeggedAssetV2.NullEpoch";
  recordEpochEnd(event, new EpochEnd(log, event.params.epochId, false, collateral, collateral, premium));
}

/** Records what the protocol takes of the collateral. */
export function handleProtocolFeeCollected(event: ProtocolFeeCollected): void {
  const log = "ControllerPeggedAssetV2.ProtocolFeeCollected";
  recordEpochFee(event, log, event.params.epochId, event.params.collateralFee);
}
