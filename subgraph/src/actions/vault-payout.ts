import { FlowCause, FlowDirection, HoldKind } from "../constants";
import { AssetParams } from "../params/asset-params";
import { FlowParams } from "../params/flow-params";
import { VaultEndParams } from "../params/vault-end-params";

/** Collateral that leaves a vault: it is no longer locked, and leaves the pool. */
export function payOut(params: VaultEndParams, asset: AssetParams): Array<FlowParams> {
  const cause = params.liquidator === null ? FlowCause.WITHDRAWAL : FlowCause.LIQUIDATION_LOSS;
  const release = new FlowParams(
    params.payer,
    asset,
    FlowDirection.RELEASE,
    FlowCause.REBALANCE,
    params.payout,
  );
  release.hold = HoldKind.ENCUMBERED;
  const out = new FlowParams(params.payer, asset, FlowDirection.OUT, cause, params.payout);
  out.account = params.payee;
  return [release, out];
}
