import {
  Liquidation,
  TroveLiquidated,
  TroveUpdated,
} from "../../../generated/LiquityV1TroveManager/TroveManager";
import { recordMarketStatus } from "../../actions/record-market-status";
import { recordOffsetLiquidation } from "../../actions/record-offset-liquidation";
import { recordSkippedEvent } from "../../actions/record-skipped-event";
import { OperatingStatus, PositionCause, SkipReason } from "../../constants";
import { readContext } from "../../context";
import { MarketStatusParams } from "../../params/market-status-params";
import { SkipParams } from "../../params/skip-params";
import {
  LIQUIDATE_IN_RECOVERY_MODE,
  offsetParams,
  readLiquidationLogs,
} from "../stability-pool/liquidation-logs";
import { recordTrove, TroveUpdate } from "../stability-pool/record-trove";
import { LIQUITY_V1, LIQUITY_V1_LAYOUT, liquityV1 } from "./liquity-v1";

const LIQUIDATION = "TroveManager.Liquidation";

/** By TroveManagerOperation: applyPendingRewards, liquidateInNormalMode, liquidateInRecoveryMode, redeemCollateral. */
const CAUSES = [
  PositionCause.REDISTRIBUTION,
  PositionCause.LIQUIDATION,
  PositionCause.LIQUIDATION,
  PositionCause.REDEMPTION,
];

/** Records the troves that a liquidation closed; the pool's part is the fall of its balance in the transaction. */
export function handleLiquidation(event: Liquidation): void {
  const system = liquityV1(readContext());
  const logs = readLiquidationLogs(event, system, LIQUITY_V1_LAYOUT);
  if (logs === null) {
    const detail = "Expected TroveLiquidated ahead of it in the transaction, got none";
    recordSkippedEvent(event, new SkipParams(LIQUITY_V1, LIQUIDATION, SkipReason.UNDECODABLE, detail));
    return;
  }
  const params = offsetParams(system, LIQUIDATION, logs, event.params._liquidatedDebt);
  params.fee = event.params._LUSDGasCompensation;
  recordOffsetLiquidation(event, params);
}

/** Records the mode that a liquidation shows the system to be in; the trove itself stands in `Liquidation`. */
export function handleTroveLiquidated(event: TroveLiquidated): void {
  const isRecovery = event.params._operation == LIQUIDATE_IN_RECOVERY_MODE;
  const status = isRecovery ? OperatingStatus.RECOVERY_MODE : OperatingStatus.ACTIVE;
  const market = liquityV1(readContext()).market;
  const params = new MarketStatusParams(LIQUITY_V1, "TroveManager.TroveLiquidated", market, status);
  params.isObserved = true;
  recordMarketStatus(event, params);
}

/** Records a trove after redistribution, liquidation or redemption. */
export function handleTroveUpdated(event: TroveUpdated): void {
  const params = event.params;
  const update = new TroveUpdate(params._borrower, params._debt, params._coll, params._operation);
  recordTrove(event, liquityV1(readContext()), "TroveManager.TroveUpdated", CAUSES, update);
}
