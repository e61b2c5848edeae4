import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { WithdrawalCancelled, WithdrawalRequested, Withdrawn } from "../../../generated/Backstop/Backstop";
import { queuedShares, totalShares } from "../../actions/known-shares";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { recordWithdrawal } from "../../actions/record-withdrawal";
import { recordWithdrawalRequest } from "../../actions/record-withdrawal-request";
import { FlowCause, FlowDirection, SkipReason } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { WithdrawalParams, WithdrawalRequestParams } from "../../params/withdrawal-params";
import { burnable, flowsOf, missingShares, plainFlow, waitingFlow } from "./standard-flow";
import { keyOf } from "./standard-id";
import { StandardLog } from "./standard-log";

/** Records what a provider asks back: shares in the queue, or an amount that is held. */
export function handleWithdrawalRequested(event: WithdrawalRequested): void {
  const log = new StandardLog(event, "WithdrawalRequested");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  if (params.shares.isZero()) {
    const flow = waitingFlow(backstop, asset, FlowDirection.HOLD, params.amount, params.account);
    recordFundFlow(event, flowsOf(log, [flow]));
    return;
  }
  const key = keyOf(params.request);
  const waiting = queuedShares(backstop, params.account, key);
  const shares = waiting === null ? params.shares : waiting.plus(params.shares);
  recordRequest(log, backstop, asset, params.account, key, shares);
}

/** Records that a provider asks for less than before. */
export function handleWithdrawalCancelled(event: WithdrawalCancelled): void {
  const log = new StandardLog(event, "WithdrawalCancelled");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  const key = keyOf(params.request);
  const waiting = queuedShares(backstop, params.account, key);
  const isOfShares = !params.shares.isZero();
  if (isOfShares && waiting === null)
    log.refuse(SkipReason.UNKNOWN_PARENT, "Expected a request, none was seen");
  const known = waiting === null ? BigInt.zero() : waiting;
  if (params.shares.gt(known)) {
    const detail = `Expected at most ${known.toString()} shares, got ${params.shares.toString()}`;
    log.refuse(SkipReason.EXCEEDS_BALANCE, detail);
  }
  if (log.isRefused()) return;
  if (isOfShares) {
    recordRequest(log, backstop, asset, params.account, key, known.minus(params.shares));
    return;
  }
  const flow = waitingFlow(backstop, asset, FlowDirection.RELEASE, params.amount, params.account);
  recordFundFlow(event, flowsOf(log, [flow]));
}

/** Records what a provider received, with or without a request. */
export function handleWithdrawn(event: Withdrawn): void {
  const log = new StandardLog(event, "Withdrawn");
  const params = event.params;
  const backstop = log.backstop(params.backstop);
  const asset = log.asset(params.asset);
  if (log.isRefused()) return;
  if (params.isQueued && !params.shares.isZero()) recordQueued(event, log, backstop, asset);
  else recordPaid(event, log, backstop, asset);
}

function recordRequest(
  log: StandardLog,
  backstop: BackstopParams,
  asset: AssetParams,
  account: Bytes,
  key: Bytes,
  shares: BigInt,
): void {
  const params = new WithdrawalRequestParams(log.slug, log.log, backstop, asset, account, shares);
  params.key = key;
  recordWithdrawalRequest(log.event, params);
}

/** A payment for shares that waited; who never asked is reported by the action. */
function recordQueued(
  event: Withdrawn,
  log: StandardLog,
  backstop: BackstopParams,
  asset: AssetParams,
): void {
  const account = event.params.account;
  const shares = event.params.shares;
  const params = new WithdrawalParams(
    log.slug,
    log.log,
    backstop,
    asset,
    account,
    event.params.amount,
    burnable(backstop, asset, shares),
  );
  params.key = keyOf(event.params.request);
  const waiting = queuedShares(backstop, account, params.key);
  params.isPartial = waiting !== null;
  params.gap = missingShares(log, waiting === null ? totalShares(backstop, asset.id) : waiting, shares);
  recordWithdrawal(event, params);
}

/** A payment without shares in a queue; a held amount that it answers is released first. */
function recordPaid(event: Withdrawn, log: StandardLog, backstop: BackstopParams, asset: AssetParams): void {
  const amount = event.params.amount;
  const account = event.params.account;
  const shares = event.params.shares;
  const flow = plainFlow(backstop, asset, FlowDirection.OUT, FlowCause.WITHDRAWAL, amount, account);
  const params = flowsOf(log, [flow]);
  if (event.params.isQueued) {
    params.flows = [waitingFlow(backstop, asset, FlowDirection.RELEASE, amount, account), flow];
  }
  if (!shares.isZero()) {
    flow.shares = burnable(backstop, asset, shares).neg();
    flow.pendingShares = BigInt.zero();
    params.gap = missingShares(log, totalShares(backstop, asset.id), shares);
  }
  recordFundFlow(event, params);
}
