import { AccountLiquidated, Transfer } from "../../../generated/Synthetix/Synthetix";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordLiquidation } from "../../actions/record-liquidation";
import { FlowCause, FlowDirection, LiquidationMode } from "../../constants";
import { readContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { debtPool, liquidatorRewards, SYNTHETIX, snx, susd } from "./synthetix";

/** Records a liquidation. What the collateral was worth is not stated, so the loss is unknown. */
export function handleAccountLiquidated(event: AccountLiquidated): void {
  const context = readContext();
  const isTakenOver = context.hasReached("stakersFromBlock", event);
  const params = new LiquidationParams(
    SYNTHETIX,
    "Synthetix.AccountLiquidated",
    debtPool(context),
    isTakenOver ? LiquidationMode.ABSORPTION : LiquidationMode.DIRECT,
    event.params.account,
    susd(context),
    event.params.amountLiquidated,
  );
  params.liquidator = event.params.liquidator;
  params.collateral = snx(context);
  params.collateralSeized = event.params.snxRedeemed;
  recordLiquidation(event, params);
}

/** Records collateral of a liquidated staker that reached the contract from which other stakers receive it. */
export function handleTransfer(event: Transfer): void {
  const context = readContext();
  const rewards = liquidatorRewards(context, event.params.to);
  const token = snx(context);
  const cause = FlowCause.LIQUIDATION_GAIN;
  const flow = new FlowParams(rewards, token, FlowDirection.IN, cause, event.params.value);
  flow.account = event.params.from;
  recordFundFlow(event, new FundFlowParams(SYNTHETIX, "Synthetix.Transfer", [flow]));
}
