import { BigInt } from "@graphprotocol/graph-ts";
import { FlowCause, FlowDirection, HoldKind } from "../constants";
import { AssetParams } from "../params/asset-params";
import { BackstopParams } from "../params/backstop-params";
import { FlowParams } from "../params/flow-params";

/**
 * Returns the flow with which capital that backs shares is taken; none for zero.
 *
 * @param shares - Signed: shares that end with it.
 */
export function seizedStake(
  backstop: BackstopParams,
  asset: AssetParams,
  amount: BigInt,
  shares: BigInt,
): Array<FlowParams> {
  if (amount.isZero() && shares.isZero()) return [];
  const flow = new FlowParams(backstop, asset, FlowDirection.OUT, FlowCause.SLASH, amount);
  flow.shares = shares;
  return [flow];
}

/** Returns the flows with which capital that waits to be paid is taken; none for zero. */
export function seizedQueue(backstop: BackstopParams, asset: AssetParams, amount: BigInt): Array<FlowParams> {
  if (amount.isZero()) return [];
  const release = new FlowParams(backstop, asset, FlowDirection.RELEASE, FlowCause.SLASH, amount);
  release.hold = HoldKind.PENDING_OUTFLOW;
  const flow = new FlowParams(backstop, asset, FlowDirection.OUT, FlowCause.SLASH, amount);
  return [release, flow];
}
