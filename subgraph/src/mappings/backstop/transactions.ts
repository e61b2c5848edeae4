import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import {
  BondSold,
  HedgeFunded,
  HedgeTraded,
  PegSwapped,
  Recapitalised,
  ReinsuranceCeded,
  ReinsuranceClaimed,
} from "../../../generated/Backstop/Backstop";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordImmediateSale } from "../../actions/record-immediate-sale";
import { recordPositionChange } from "../../actions/record-position-change";
import { AuctionKind, FlowCause, FlowDirection, PositionCause } from "../../constants";
import { ImmediateSaleParams } from "../../params/auction-params";
import { FlowParams } from "../../params/flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { PositionChangeParams } from "../../params/position-change-params";
import { cashDirection, flowsOf, nameCause, plainFlow } from "./standard-flow";
import { StandardLog } from "./standard-log";

/** Records a swap at the peg: what the reserve receives, its fee, and what it gives. */
export function handlePegSwapped(event: PegSwapped): void {
  const log = new StandardLog(event, "PegSwapped");
  const params = event.params;
  const reserve = log.backstop(params.backstop);
  const assetIn = log.optionalAsset(params.assetIn);
  const assetOut = log.optionalAsset(params.assetOut);
  const detail = `Expected a fee of at most ${params.amountIn.toString()}, got ${params.fee.toString()}`;
  log.expect(params.fee.le(params.amountIn), detail);
  if (log.isRefused()) return;
  const flows: Array<FlowParams> = [];
  const swap = FlowCause.PEG_SWAP;
  if (assetIn !== null) {
    const received = params.amountIn.minus(params.fee);
    flows.push(plainFlow(reserve, assetIn, FlowDirection.IN, swap, received, params.account));
    if (!params.fee.isZero()) {
      const cause = FlowCause.FEE;
      flows.push(plainFlow(reserve, assetIn, FlowDirection.IN, cause, params.fee, params.account));
    }
  }
  if (assetOut !== null) {
    flows.push(plainFlow(reserve, assetOut, FlowDirection.OUT, swap, params.amountOut, params.account));
  }
  recordFundFlow(event, flowsOf(log, flows));
}

/** Records a bond: a sale of what is delivered later, whose proceeds enter at once. */
export function handleBondSold(event: BondSold): void {
  const log = new StandardLog(event, "BondSold");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const market = log.market(params.market);
  const asset = log.asset(params.asset);
  const bond = log.asset(params.bondAsset);
  if (log.isRefused()) return;
  const debt = AuctionKind.DEBT;
  const contract = event.address;
  const amount = params.amount;
  const lot = params.bondAmount;
  const sale = new ImmediateSaleParams(log.slug, log.log, debt, market, contract, bond, asset, lot, amount);
  const cause = FlowCause.BOND_SALE;
  sale.flows = [plainFlow(backstop, asset, FlowDirection.IN, cause, amount, params.account)];
  recordImmediateSale(event, sale);
}

/** Records new capital; what is minted for it is a sale. */
export function handleRecapitalised(event: Recapitalised): void {
  const log = new StandardLog(event, "Recapitalised");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const market = log.market(params.market);
  const asset = log.asset(params.asset);
  const minted = log.optionalAsset(params.mintedAsset);
  if (log.isRefused()) return;
  const amount = params.amount;
  const cause = FlowCause.RECAPITALISATION;
  const flow = plainFlow(backstop, asset, FlowDirection.IN, cause, amount, params.account);
  if (minted === null) {
    recordFundFlow(event, flowsOf(log, [flow]));
    return;
  }
  const debt = AuctionKind.DEBT;
  const contract = event.address;
  const lot = params.mintedAmount;
  const sale = new ImmediateSaleParams(log.slug, log.log, debt, market, contract, minted, asset, lot, amount);
  sale.flows = [flow];
  recordImmediateSale(event, sale);
}

/** Records a premium for reinsurance, and the slice that is ceded for it. */
export function handleReinsuranceCeded(event: ReinsuranceCeded): void {
  const log = new StandardLog(event, "ReinsuranceCeded");
  const params = event.params;
  const reinsurer = log.backstop(params.reinsurer);
  const ceding = log.optionalBackstop(params.ceding);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  const cause = FlowCause.REINSURANCE;
  const payer = ceding === null ? event.address : ceding.contract;
  const flows = [plainFlow(reinsurer, asset, FlowDirection.IN, cause, params.premium, payer)];
  if (ceding !== null) {
    const paid = plainFlow(ceding, asset, FlowDirection.OUT, cause, params.premium, reinsurer.contract);
    flows.unshift(paid);
  }
  const fund = flowsOf(log, flows);
  fund.parameters = [
    parameter(log, reinsurer.contract, "reinsuranceLimit", params.limit),
    parameter(log, reinsurer.contract, "reinsuranceRetention", params.retention),
  ];
  recordFundFlow(event, fund);
}

/** Records what a reinsurer paid. */
export function handleReinsuranceClaimed(event: ReinsuranceClaimed): void {
  const log = new StandardLog(event, "ReinsuranceClaimed");
  const params = event.params;
  const reinsurer = log.backstop(params.reinsurer);
  const ceding = log.optionalBackstop(params.ceding);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  const cause = FlowCause.REINSURANCE;
  const payee = ceding === null ? event.address : ceding.contract;
  const flows = [plainFlow(reinsurer, asset, FlowDirection.OUT, cause, params.amount, payee)];
  if (ceding !== null) {
    flows.push(plainFlow(ceding, asset, FlowDirection.IN, cause, params.amount, reinsurer.contract));
  }
  const fund = flowsOf(log, flows);
  nameCause(fund, log, params.loss);
  recordFundFlow(event, fund);
}

/** Records a trade of a hedge: the position after it, and the cash that it moved. */
export function handleHedgeTraded(event: HedgeTraded): void {
  const log = new StandardLog(event, "HedgeTraded");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const market = log.market(params.market);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  const isClosed = params.size.isZero();
  const change = new PositionChangeParams(
    log.slug,
    log.log,
    market,
    backstop.contract,
    isClosed ? PositionCause.CLOSE : PositionCause.ADJUST,
    params.margin,
    BigInt.zero(),
  );
  change.key = params.backstop;
  change.size = params.size;
  change.isClosed = isClosed;
  if (!params.cash.isZero()) {
    const cause = FlowCause.HEDGE;
    const direction = cashDirection(params.cash);
    change.flows = [plainFlow(backstop, asset, direction, cause, params.cash.abs(), event.address)];
  }
  recordPositionChange(event, change);
}

/** Records funding that a hedge received or paid. */
export function handleHedgeFunded(event: HedgeFunded): void {
  const log = new StandardLog(event, "HedgeFunded");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  log.market(params.market);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  const cause = FlowCause.HEDGE;
  const direction = cashDirection(params.cash);
  const flow = plainFlow(backstop, asset, direction, cause, params.cash.abs(), event.address);
  recordFundFlow(event, flowsOf(log, [flow]));
}

function parameter(log: StandardLog, contract: Bytes, name: string, value: BigInt): ParameterChangeParams {
  const params = new ParameterChangeParams(log.slug, log.log, contract, name);
  params.value = value;
  return params;
}
