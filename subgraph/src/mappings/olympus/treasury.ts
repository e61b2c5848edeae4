import { Address, BigInt } from "@graphprotocol/graph-ts";
import { DebtIncurred, DebtRepaid, DebtSet, Withdrawal } from "../../../generated/OlympusTreasury/Treasury";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordPositionMoves } from "../../actions/record-position-moves";
import { FlowCause, FlowDirection, MarketKind } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { MarketParams } from "../../params/market-params";
import { PositionMove } from "../../params/position-move";
import { PositionMovesParams } from "../../params/position-moves-params";
import { readReportedToken } from "../read-reported-token";
import { tokenName } from "../read-token";
import { OLYMPUS, treasury } from "./olympus";

/** Records tokens that a policy took out for good; what for, the policy knows. */
export function handleWithdrawal(event: Withdrawal): void {
  const asset = readReportedToken(event, OLYMPUS, "Treasury.Withdrawal", event.params.token_);
  const pool = treasury(event.address);
  const flow = new FlowParams(pool, asset, FlowDirection.OUT, FlowCause.WITHDRAWAL, event.params.amount_);
  flow.account = event.params.withdrawer_;
  recordFundFlow(event, new FundFlowParams(OLYMPUS, "Treasury.Withdrawal", [flow]));
}

/** Records tokens lent to a policy: the treasury keeps a claim on them. */
export function handleDebtIncurred(event: DebtIncurred): void {
  const asset = readReportedToken(event, OLYMPUS, "Treasury.DebtIncurred", event.params.token_);
  const amount = event.params.amount_;
  const move = debtOf(event.address, asset, event.params.policy_);
  move.debtChange = amount;
  const params = new PositionMovesParams(OLYMPUS, "Treasury.DebtIncurred", [move]);
  params.flows = [loanFlow(event.address, asset, FlowDirection.OUT, amount, event.params.policy_)];
  recordPositionMoves(event, params);
}

/** Records tokens that a policy gave back. */
export function handleDebtRepaid(event: DebtRepaid): void {
  const asset = readReportedToken(event, OLYMPUS, "Treasury.DebtRepaid", event.params.token_);
  const amount = event.params.amount_;
  const move = debtOf(event.address, asset, event.params.policy_);
  move.debtChange = amount.neg();
  const params = new PositionMovesParams(OLYMPUS, "Treasury.DebtRepaid", [move]);
  params.flows = [loanFlow(event.address, asset, FlowDirection.IN, amount, event.params.policy_)];
  recordPositionMoves(event, params);
}

/** Records a policy's debt as governance sets it: no token moves. */
export function handleDebtSet(event: DebtSet): void {
  const asset = readReportedToken(event, OLYMPUS, "Treasury.DebtSet", event.params.token_);
  const move = debtOf(event.address, asset, event.params.policy_);
  move.debtAfter = event.params.amount_;
  recordPositionMoves(event, new PositionMovesParams(OLYMPUS, "Treasury.DebtSet", [move]));
}

function loanFlow(
  contract: Address,
  asset: AssetParams,
  direction: string,
  amount: BigInt,
  policy: Address,
): FlowParams {
  const flow = new FlowParams(treasury(contract), asset, direction, FlowCause.REBALANCE, amount);
  flow.account = policy;
  return flow;
}

/** What a policy owes the treasury in one token. */
function debtOf(contract: Address, asset: AssetParams, policy: Address): PositionMove {
  const name = `Debt to the treasury in ${tokenName(asset)}`;
  const key = contract.concat(asset.id);
  const market = new MarketParams(OLYMPUS, key, MarketKind.LENDING_RESERVE, name, contract);
  market.debt = asset;
  const move = new PositionMove(market, policy);
  move.isExact = true;
  return move;
}
