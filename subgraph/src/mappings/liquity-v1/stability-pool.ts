import {
  ETHGainWithdrawn,
  StabilityPoolLUSDBalanceUpdated,
} from "../../../generated/LiquityV1StabilityPool/StabilityPool";
import { readContext } from "../../context";
import { recordGainPaid, recordPoolBalance } from "../stability-pool/pool-change";
import { LIQUITY_V1_LAYOUT, liquityV1 } from "./liquity-v1";

/** Records a deposit or withdrawal of LUSD; inside a liquidation the `Liquidation` log does it. */
export function handleLUSDBalanceUpdated(event: StabilityPoolLUSDBalanceUpdated): void {
  const system = liquityV1(readContext());
  const log = "StabilityPool.StabilityPoolLUSDBalanceUpdated";
  recordPoolBalance(event, system, LIQUITY_V1_LAYOUT, log, event.params._newBalance);
}

/** Records ether that a depositor took out. */
export function handleETHGainWithdrawn(event: ETHGainWithdrawn): void {
  const system = liquityV1(readContext());
  const params = event.params;
  recordGainPaid(event, system, "StabilityPool.ETHGainWithdrawn", params._depositor, params._ETH);
}
