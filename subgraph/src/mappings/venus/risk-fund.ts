import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  PoolAssetsDecreased,
  PoolAssetsIncreased,
  SweepTokenFromPool,
  SweepTokenFromPool1,
  TransferredReserveForAuction,
  TransferredReserveForAuction1,
} from "../../../generated/VenusRiskFund/RiskFund";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { riskAsset, riskFund, unnamedToken, VENUS } from "./venus";

const TRANSFERRED = "RiskFund.TransferredReserveForAuction";

/** Records a pool's income, converted from the protocol's share of interest and liquidations. */
export function handlePoolAssetsIncreased(event: PoolAssetsIncreased): void {
  const fund = riskFund(event.address, event.params.comptroller);
  const asset = fundAsset(event.params.asset);
  const flow = new FlowParams(fund, asset, FlowDirection.IN, FlowCause.FEE, event.params.amount);
  recordFundFlow(event, new FundFlowParams(VENUS, "RiskFund.PoolAssetsIncreased", [flow]));
}

/** Records what governance took out of a pool's part when it swept the whole fund. */
export function handlePoolAssetsDecreased(event: PoolAssetsDecreased): void {
  const asset = fundAsset(event.params.asset);
  const comptroller = event.params.comptroller;
  pay(event, "RiskFund.PoolAssetsDecreased", comptroller, asset, FlowCause.WITHDRAWAL, event.params.amount);
}

/** Records what governance took out of a pool's part. */
export function handleSweepTokenFromPool(event: SweepTokenFromPool): void {
  sweep(event, event.params.comptroller, event.params.token, event.params.amount);
}

/** The same log as it was first deployed: the receiver was always the pool's comptroller. */
export function handleSweepTokenFromPoolOfOldLayout(event: SweepTokenFromPool1): void {
  sweep(event, event.params.comptroller, event.params.token, event.params.amount);
}

/** Records what the winner of an auction receives. */
export function handleTransferredReserveForAuction(event: TransferredReserveForAuction): void {
  payAuction(event, event.params.comptroller, event.params.amount);
}

/** The same log as it was first deployed: nothing is indexed. */
export function handleTransferredReserveForAuctionOfOldLayout(event: TransferredReserveForAuction1): void {
  payAuction(event, event.params.comptroller, event.params.amount);
}

function sweep(event: ethereum.Event, comptroller: Bytes, token: Bytes, amount: BigInt): void {
  pay(event, "RiskFund.SweepTokenFromPool", comptroller, fundAsset(token), FlowCause.WITHDRAWAL, amount);
}

function payAuction(event: ethereum.Event, comptroller: Bytes, amount: BigInt): void {
  pay(event, TRANSFERRED, comptroller, riskAsset(readContext()), FlowCause.AUCTION_PAYMENT, amount);
}

/** The fund's own token by name, others by address only. */
function fundAsset(token: Bytes): AssetParams {
  const own = riskAsset(readContext());
  return token.equals(own.id) ? own : unnamedToken(token);
}

function pay(
  event: ethereum.Event,
  log: string,
  comptroller: Bytes,
  asset: AssetParams,
  cause: string,
  amount: BigInt,
): void {
  const flow = new FlowParams(riskFund(event.address, comptroller), asset, FlowDirection.OUT, cause, amount);
  recordFundFlow(event, new FundFlowParams(VENUS, log, [flow]));
}
