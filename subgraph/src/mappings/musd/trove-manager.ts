import { Liquidation, TroveUpdated, TroveUpdated1 } from "../../../generated/MusdTroveManager/TroveManager";
import { recordOffsetLiquidation } from "../../actions/record-offset-liquidation";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { PositionCause, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { SkipParams } from "../../params/skip-params";
import { offsetParams, readLiquidationLogs } from "../stability-pool/liquidation-logs";
import { recordTrove, TroveUpdate } from "../stability-pool/record-trove";
import { MUSD, MUSD_LAYOUT, musd } from "./musd";

const LIQUIDATION = "TroveManager.Liquidation";
const TROVE_UPDATED = "TroveManager.TroveUpdated";

/** By TroveManagerOperation: applyPendingRewards, liquidate, redeemCollateral. */
const CAUSES = [PositionCause.REDISTRIBUTION, PositionCause.LIQUIDATION, PositionCause.REDEMPTION];

/** Records the troves that a liquidation closed. TroveLiquidated tells the principal, only this log the interest. */
export function handleLiquidation(event: Liquidation): void {
  const system = musd(readContext());
  const logs = readLiquidationLogs(event, system, MUSD_LAYOUT);
  if (logs === null) {
    const detail = "Expected TroveLiquidated ahead of it in the transaction, got none";
    recordSkippedEvent(event, new SkipParams(MUSD, LIQUIDATION, SkipReason.UNDECODABLE, detail));
    return;
  }
  const debt = event.params._liquidatedPrincipal.plus(event.params._liquidatedInterest);
  const params = offsetParams(system, LIQUIDATION, logs, debt);
  params.fee = event.params._gasCompensation;
  recordOffsetLiquidation(event, params);
}

/** Records a trove after redistribution, liquidation or redemption; layout with the trove's interest rate. */
export function handleTroveUpdated(event: TroveUpdated): void {
  const params = event.params;
  const debt = params._principal.plus(params._interest);
  const update = new TroveUpdate(params._borrower, debt, params._coll, params._operation);
  recordTrove(event, musd(readContext()), TROVE_UPDATED, CAUSES, update);
}

/** The same for the layout without the interest rate. */
export function handleTroveUpdatedWithoutRate(event: TroveUpdated1): void {
  const params = event.params;
  const debt = params._principal.plus(params._interest);
  const update = new TroveUpdate(params._borrower, debt, params._coll, params._operation);
  recordTrove(event, musd(readContext()), TROVE_UPDATED, CAUSES, update);
}
