import { BigInt } from "@graphprotocol/graph-ts";
import {
  BadDebtSettled,
  CollateralLiquidated,
  Deposited,
  Withdrawn,
} from "../../../generated/PerpV2Vault/Vault";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordOverdraftCredit } from "../../actions/record-overdraft-credit";
import { recordOverdraftLiquidation } from "../../actions/record-overdraft-liquidation";
import { recordOverdraftLoss } from "../../actions/record-overdraft-loss";
import { recordOverdraftWithdrawal } from "../../actions/record-overdraft-withdrawal";
import { AssetKind, FlowCause, FlowDirection, LiquidationMode } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { ActionParams } from "../../params/action-params";
import { AssetParams } from "../../params/asset-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { LiquidationParams } from "../../params/liquidation-params";
import { badDebtOf, lossOf } from "./bad-debt";
import { accountingUnit, fundAccount, insuranceFund, inUnit, PERP_V2, vaultMarket } from "./perp-v2";
import { badDebtAfter, isFromWallet, isOfLiquidation } from "./sibling-logs";

/** Records what comes into the fund's account: out of its wallet, or given by somebody else. */
export function handleDeposited(event: Deposited): void {
  const context = readContext();
  const log = "Vault.Deposited";
  const token = event.params.collateralToken;
  if (!token.equals(context.bytes("token"))) {
    const asset = new AssetParams(token, AssetKind.ERC20, null, -1);
    const gift = inflow(asset, FlowCause.DONATION, event.params.amount, context);
    recordFundFlow(event, new FundFlowParams(PERP_V2, log, [gift]));
    return;
  }
  const cause = isFromWallet(event, context) ? FlowCause.REBALANCE : FlowCause.DONATION;
  const credit = inflow(accountingUnit(context), cause, inUnit(event.params.amount, context), context);
  recordOverdraftCredit(event, new ActionParams(PERP_V2, log), fundAccount(context), credit);
}

/** Records what the fund takes out of its account into its wallet. */
export function handleWithdrawn(event: Withdrawn): void {
  const context = readContext();
  const amount = inUnit(event.params.amount, context);
  const grain = inUnit(BigInt.fromI32(1), context);
  const params = new ActionParams(PERP_V2, "Vault.Withdrawn");
  recordOverdraftWithdrawal(event, params, fundAccount(context), amount, grain);
}

/** Records the sale of a trader's collateral for the trader's debt, the fund's fee and the bad debt that is left. */
export function handleCollateralLiquidated(event: CollateralLiquidated): void {
  const context = readContext();
  const params = liquidationOf(event, context);
  const amount = inUnit(event.params.insuranceFundFeeX10_S, context);
  const fee = inflow(accountingUnit(context), FlowCause.PENALTY, amount, context);
  fee.account = event.params.liquidator;
  const loss = lossOf(event, params, badDebtAfter(event, event.params.trader, context), context);
  recordOverdraftLiquidation(event, params, fundAccount(context), amount.isZero() ? null : fee, loss);
}

/** Records bad debt that the fund's account takes over outside a liquidation. */
export function handleBadDebtSettled(event: BadDebtSettled): void {
  const context = readContext();
  if (isOfLiquidation(event, event.params.trader, context)) return;
  const params = new ActionParams(PERP_V2, "Vault.BadDebtSettled");
  const loss = badDebtOf(event.params.trader, event.params.amount, context);
  recordOverdraftLoss(event, params, fundAccount(context), loss);
}

function liquidationOf(event: CollateralLiquidated, context: SourceContext): LiquidationParams {
  const params = new LiquidationParams(
    PERP_V2,
    "Vault.CollateralLiquidated",
    vaultMarket(context),
    LiquidationMode.DIRECT,
    event.params.trader,
    accountingUnit(context),
    inUnit(event.params.repaidSettlementWithoutInsuranceFundFeeX10_S, context),
  );
  params.liquidator = event.params.liquidator;
  params.collateral = new AssetParams(event.params.collateralToken, AssetKind.ERC20, null, -1);
  params.collateralSeized = event.params.collateral;
  return params;
}

function inflow(asset: AssetParams, cause: string, amount: BigInt, context: SourceContext): FlowParams {
  return new FlowParams(insuranceFund(context), asset, FlowDirection.IN, cause, amount);
}
