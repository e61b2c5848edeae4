import { BigInt } from "@graphprotocol/graph-ts";
import {
  AssetPoolUpgraded,
  CoverageClaimed,
  Deposited,
  WithdrawalCompleted,
  WithdrawalInitiated,
} from "../../../generated/KeepAssetPool/AssetPool";
import { recordDeficitChange } from "../../actions/record-deficit-change";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordWithdrawal } from "../../actions/record-withdrawal";
import { recordWithdrawalRequest } from "../../actions/record-withdrawal-request";
import { DeficitAction, FlowCause, FlowDirection } from "../../constants";
import { readContext } from "../../context";
import { DeficitChangeParams } from "../../params/deficit-change-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { WithdrawalParams, WithdrawalRequestParams } from "../../params/withdrawal-params";
import { coveragePool, coverMarket, KEEP, poolAsset, poolFlow } from "./keep";

/** Records a deposit; the pool mints `covAmount` underwriter tokens for it. */
export function handleDeposited(event: Deposited): void {
  const asset = poolAsset(readContext());
  const pool = coveragePool(event.address, asset);
  const params = event.params;
  const flow = poolFlow(pool, asset, FlowDirection.IN, FlowCause.DEPOSIT, params.amount, params.covAmount);
  flow.account = params.underwriter;
  recordFundFlow(event, new FundFlowParams(KEEP, "AssetPool.Deposited", [flow]));
}

/** Records a claim: a loss of the insured party that the pool pays in full with the same log. */
export function handleCoverageClaimed(event: CoverageClaimed): void {
  const asset = poolAsset(readContext());
  const pool = coveragePool(event.address, asset);
  const amount = event.params.amount;
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const covered = new DeficitStep(DeficitAction.COVERED, amount);
  created.account = event.params.recipient;
  covered.account = event.address;
  covered.payer = pool;
  const deficit = new DeficitParams(coverMarket(event.address, asset), asset, [created, covered]);
  const flow = poolFlow(pool, asset, FlowDirection.OUT, FlowCause.PAYOUT, amount, BigInt.zero());
  flow.account = event.params.recipient;
  const params = new DeficitChangeParams(KEEP, "AssetPool.CoverageClaimed", deficit);
  params.flows = [flow];
  recordDeficitChange(event, params);
}

/** Records a request. The event states all that the underwriter has queued by now, not what this request added. */
export function handleWithdrawalInitiated(event: WithdrawalInitiated): void {
  const asset = poolAsset(readContext());
  const params = new WithdrawalRequestParams(
    KEEP,
    "AssetPool.WithdrawalInitiated",
    coveragePool(event.address, asset),
    asset,
    event.params.underwriter,
    event.params.covAmount,
  );
  recordWithdrawalRequest(event, params);
}

/** Records that an underwriter received its part of the pool and its underwriter tokens were burnt. */
export function handleWithdrawalCompleted(event: WithdrawalCompleted): void {
  const asset = poolAsset(readContext());
  const params = new WithdrawalParams(
    KEEP,
    "AssetPool.WithdrawalCompleted",
    coveragePool(event.address, asset),
    asset,
    event.params.underwriter,
    event.params.amount,
    event.params.covAmount,
  );
  recordWithdrawal(event, params);
}

/** Records that an underwriter moved its part to the pool's successor, without waiting. */
export function handleAssetPoolUpgraded(event: AssetPoolUpgraded): void {
  const asset = poolAsset(readContext());
  const pool = coveragePool(event.address, asset);
  const params = event.params;
  const burnt = params.covAmount.neg();
  const flow = poolFlow(pool, asset, FlowDirection.OUT, FlowCause.WITHDRAWAL, params.collateralAmount, burnt);
  flow.account = params.underwriter;
  recordFundFlow(event, new FundFlowParams(KEEP, "AssetPool.AssetPoolUpgraded", [flow]));
}
