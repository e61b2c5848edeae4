import {
  CollateralGainWithdrawn,
  StabilityPoolMUSDBalanceUpdated,
} from "../../../generated/MusdStabilityPool/StabilityPool";
import { readContext } from "../../context";
import { recordGainPaid, recordPoolBalance } from "../stability-pool/pool-change";
import { MUSD_LAYOUT, musd } from "./musd";

/** Records a deposit or withdrawal of MUSD; inside a liquidation the `Liquidation` log does it. */
export function handleMUSDBalanceUpdated(event: StabilityPoolMUSDBalanceUpdated): void {
  const system = musd(readContext());
  const log = "StabilityPool.StabilityPoolMUSDBalanceUpdated";
  recordPoolBalance(event, system, MUSD_LAYOUT, log, event.params._newBalance);
}

/** Records bitcoin that a depositor took out. */
export function handleCollateralGainWithdrawn(event: CollateralGainWithdrawn): void {
  const system = musd(readContext());
  const params = event.params;
  const log = "StabilityPool.CollateralGainWithdrawn";
  recordGainPaid(event, system, log, params._depositor, params._collateral);
}
