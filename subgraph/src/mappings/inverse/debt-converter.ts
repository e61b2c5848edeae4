import { Bytes } from "@graphprotocol/graph-ts";
import { Conversion, Redemption, Repayment } from "../../../generated/InverseDebtConverter/DebtConverter";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { AssetKind, DeficitAction, FlowCause, FlowDirection, MarketKind } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { MarketParams } from "../../params/market-params";
import { INVERSE, payerOf } from "./inverse";

/** Records a lender's claim that became a debt of the DAO in DOLA, at the oracle's price. */
export function handleConversion(event: Conversion): void {
  const created = new DeficitStep(DeficitAction.CREATED, event.params.dolaAmount);
  created.account = event.params.user;
  const deficit = iouDeficit(readContext(), event.address, created);
  recordDeficitChange(event, new DeficitChangeParams(INVERSE, "DebtConverter.Conversion", deficit));
}

/** Records DOLA that the DAO paid in for its debts to former lenders. */
export function handleRepayment(event: Repayment): void {
  const context = readContext();
  const payer = converter(event.address);
  const amount = event.params.dolaAmount;
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  covered.payer = payer;
  const deficit = iouDeficit(context, event.address, covered);
  const params = new DeficitChangeParams(INVERSE, "DebtConverter.Repayment", deficit);
  const cause = FlowCause.RECAPITALISATION;
  params.flows = [new FlowParams(payer, dola(context), FlowDirection.IN, cause, amount)];
  recordDeficitChange(event, params);
}

/** Records DOLA that a former lender took out. */
export function handleRedemption(event: Redemption): void {
  const payer = converter(event.address);
  const amount = event.params.dolaAmount;
  const flow = new FlowParams(payer, dola(readContext()), FlowDirection.OUT, FlowCause.PAYOUT, amount);
  flow.account = event.params.user;
  recordFundFlow(event, new FundFlowParams(INVERSE, "DebtConverter.Redemption", [flow]));
}

function dola(context: SourceContext): AssetParams {
  return new AssetParams(context.bytes("dola"), AssetKind.ERC20, "DOLA", 18);
}

function converter(contract: Bytes): BackstopParams {
  return payerOf(contract, "Debt converter");
}

function iouDeficit(context: SourceContext, contract: Bytes, step: DeficitStep): DeficitParams {
  const asset = dola(context);
  const market = new MarketParams(INVERSE, contract, MarketKind.SYSTEM, "DOLA IOU", contract);
  market.debt = asset;
  return new DeficitParams(market, asset, [step]);
}
