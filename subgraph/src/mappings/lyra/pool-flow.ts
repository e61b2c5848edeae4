import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { recordFundFlow } from "../../actions/record-fund-flow";
import { DeficitAction, FlowCause, FlowDirection, HoldKind, LossLayerKind } from "../../constants";
import { AssetParams } from "../../params/asset-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { FlowParams } from "../../params/flow-params";
import { FundFlowParams } from "../../params/fund-flow-params";
import { LYRA, LyraMarket } from "./lyra";

/**
 * Makes a flow of quote.
 *
 * @param cause - One of FlowCause.
 */
export function quoteIn(lyra: LyraMarket, cause: string, amount: BigInt): FlowParams {
  return new FlowParams(lyra.pool, lyra.quote, FlowDirection.IN, cause, amount);
}

/**
 * Makes a flow of quote.
 *
 * @param cause - One of FlowCause.
 */
export function quoteOut(lyra: LyraMarket, cause: string, amount: BigInt): FlowParams {
  return new FlowParams(lyra.pool, lyra.quote, FlowDirection.OUT, cause, amount);
}

/** Says who paid or received. */
export function withAccount(flow: FlowParams, account: Bytes): FlowParams {
  flow.account = account;
  return flow;
}

/** Capital of the pool that becomes bound. */
export function bound(lyra: LyraMarket, asset: AssetParams, amount: BigInt): FlowParams {
  const flow = new FlowParams(lyra.pool, asset, FlowDirection.HOLD, FlowCause.REBALANCE, amount);
  flow.hold = HoldKind.ENCUMBERED;
  return flow;
}

/** Capital of the pool that becomes free again. */
export function freed(lyra: LyraMarket, asset: AssetParams, amount: BigInt): FlowParams {
  const flow = new FlowParams(lyra.pool, asset, FlowDirection.RELEASE, FlowCause.REBALANCE, amount);
  flow.hold = HoldKind.ENCUMBERED;
  return flow;
}

/** Returns the flows that move something; a flow of shares does even without an amount. */
export function moving(flows: Array<FlowParams>): Array<FlowParams> {
  const kept: Array<FlowParams> = [];
  for (let i = 0; i < flows.length; i++) {
    if (!flows[i].amount.isZero() || flows[i].shares !== null) kept.push(flows[i]);
  }
  return kept;
}

/** Records flows of the pool that no other fact of the log caused. */
export function recordPoolFlows(event: ethereum.Event, log: string, flows: Array<FlowParams>): void {
  recordFundFlow(event, new FundFlowParams(LYRA, log, moving(flows)));
}

/** What sellers' collateral does not cover: the pool goes without it, and each of its shares is worth less. */
export function borneByPool(
  lyra: LyraMarket,
  asset: AssetParams,
  amount: BigInt,
  seller: Bytes | null,
): DeficitParams {
  const created = new DeficitStep(DeficitAction.CREATED, amount);
  const socialised = new DeficitStep(DeficitAction.SOCIALISED, amount);
  created.account = seller;
  socialised.layer = LossLayerKind.SOCIALISED;
  socialised.rank = 2;
  return new DeficitParams(lyra.market, asset, [created, socialised]);
}
