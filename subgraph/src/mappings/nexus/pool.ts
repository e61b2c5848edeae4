import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import {
  AssetsTransferredToSafe,
  AssetsTransferredToSwapOperator,
  MCRUpdated,
  Payout,
} from "../../../generated/NexusPool/Pool";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordParameterChanges } from "../../actions/record-parameter-changes";
import { DeficitAction, FlowCause, FlowDirection } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { ParameterChangeParams } from "../../params/parameter-change-params";
import { readReportedToken } from "../read-reported-token";
import { capitalPool, coin, coverMarket, isCoin, NEXUS } from "./nexus";

/**
 * Records a payout: a loss of an insured member that the pool pays with the same log. One of zero returns a deposit, whose
 * amount the log does not state.
 */
export function handlePayout(event: Payout): void {
  const amount = event.params.amount;
  if (amount.isZero()) return;
  const pool = capitalPool(event.address);
  const asset = assetOf(event, "Pool.Payout", event.params.assetAddress);
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  created.account = event.params.to;
  covered.account = event.address;
  covered.payer = pool;
  const deficit = new DeficitParams(coverMarket(event.address), asset, [created, covered]);
  const flow = new FlowParams(pool, asset, FlowDirection.OUT, FlowCause.PAYOUT, amount);
  flow.account = event.params.to;
  const params = new DeficitChangeParams(NEXUS, "Pool.Payout", deficit);
  params.flows = [flow];
  recordDeficitChange(event, params);
}

/** Records tokens that moved to the mutual's safe. Coins do so without a log. */
export function handleAssetsTransferredToSafe(event: AssetsTransferredToSafe): void {
  recordMove(event, "Pool.AssetsTransferredToSafe", event.params.assetAddress, event.params.amount);
}

/** Records tokens that moved to be swapped. Coins do so, and the proceeds come back, without a log. */
export function handleAssetsTransferredToSwapOperator(event: AssetsTransferredToSwapOperator): void {
  recordMove(event, "Pool.AssetsTransferredToSwapOperator", event.params.assetAddress, event.params.amount);
}

function recordMove(event: ethereum.Event, log: string, token: Address, amount: BigInt): void {
  const pool = capitalPool(event.address);
  const asset = assetOf(event, log, token);
  const flow = new FlowParams(pool, asset, FlowDirection.OUT, FlowCause.REBALANCE, amount);
  recordFundFlow(event, new FundFlowParams(NEXUS, log, [flow]));
}

/** Records the capital that the mutual's rules ask for and the cover that is active, in wei. */
export function handleMCRUpdated(event: MCRUpdated): void {
  recordParameterChanges(event, [
    parameter(event.address, "mcr", event.params.mcr),
    parameter(event.address, "desiredMCR", event.params.desiredMCR),
    parameter(event.address, "totalSumAssured", event.params.totalSumAssured),
  ]);
}

function parameter(contract: Bytes, name: string, value: BigInt): ParameterChangeParams {
  const params = new ParameterChangeParams(NEXUS, "Pool.MCRUpdated", contract, name);
  params.value = value;
  return params;
}

function assetOf(event: ethereum.Event, log: string, token: Address): AssetParams {
  return isCoin(token) ? coin() : readReportedToken(event, NEXUS, log, token);
}
