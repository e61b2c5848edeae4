import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { totalShares } from "../../actions/known-shares";
import { findNamedFact } from "../../actions/named-facts";
import { FlowCause, FlowDirection, HoldKind, SkipReason } from "../../constants";
import { lesser } from "../../math/lesser";
import { AssetParams } from "../../params/asset-params";
import { BackstopParams } from "../../params/backstop-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { SkipParams } from "../../params/skip-params";
import { isNone, somebody } from "./standard-id";
import { StandardLog } from "./standard-log";

/** A flow that mints and burns no shares. */
export function plainFlow(
  backstop: BackstopParams,
  asset: AssetParams,
  direction: string,
  cause: string,
  amount: BigInt,
  account: Bytes,
): FlowParams {
  const flow = new FlowParams(backstop, asset, direction, cause, amount);
  flow.account = somebody(account);
  if (totalShares(backstop, asset.id) !== null) {
    flow.shares = BigInt.zero();
    flow.pendingShares = BigInt.zero();
  }
  return flow;
}

/** A movement into or out of the part of a balance that waits for its providers. */
export function waitingFlow(
  backstop: BackstopParams,
  asset: AssetParams,
  direction: string,
  amount: BigInt,
  account: Bytes,
): FlowParams {
  const cause = FlowCause.WITHDRAWAL_REQUEST;
  const flow = plainFlow(backstop, asset, direction, cause, amount, account);
  flow.hold = HoldKind.PENDING_OUTFLOW;
  return flow;
}

/** Records flows that the log states and nothing else. */
export function flowsOf(log: StandardLog, flows: Array<FlowParams>): FundFlowParams {
  return new FundFlowParams(log.slug, log.log, flows);
}

/** Says which loss or exercise caused the flows; one that was never stated is reported and the flows are applied. */
export function nameCause(params: FundFlowParams, log: StandardLog, fact: Bytes): void {
  if (isNone(fact)) return;
  params.causedBy = findNamedFact(log.slug, fact);
  if (params.causedBy !== null) return;
  params.gap = log.gap(SkipReason.UNKNOWN_PARENT, `Fact ${fact.toHexString()} was never stated`);
}

/**
 * Returns what is missing of shares that are burnt; null when nothing is.
 *
 * @param there - Shares that there are; null for none.
 * @param shares - Burnt, in the pool's own unit.
 */
export function missingShares(log: StandardLog, there: BigInt | null, shares: BigInt): SkipParams | null {
  const most = there === null ? BigInt.zero() : there;
  if (shares.le(most)) return null;
  const detail = `Expected at most ${most.toString()} shares, got ${shares.toString()}`;
  return log.gap(SkipReason.EXCEEDS_BALANCE, detail);
}

/** Returns what of shares can be burnt: no more than there are. */
export function burnable(backstop: BackstopParams, asset: AssetParams, shares: BigInt): BigInt {
  const all = totalShares(backstop, asset.id);
  return all === null ? BigInt.zero() : lesser(all, shares);
}

/** Direction of a signed amount of cash: what a backstop receives is positive. */
export function cashDirection(cash: BigInt): string {
  return cash.lt(BigInt.zero()) ? FlowDirection.OUT : FlowDirection.IN;
}
