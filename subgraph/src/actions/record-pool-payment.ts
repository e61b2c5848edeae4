import { ethereum } from "@graphprotocol/graph-ts";
import { AssetKind, FlowDirection, SkipReason } from "../constants";
import { AssetParams } from "../params/asset-params";
import { FlowParams } from "../params/flow-params";
import { FundFlowParams } from "../params/fund-flow-params";
import { PoolPaymentParams } from "../params/pool-payment-params";
import { SkipParams } from "../params/skip-params";
import { numberedHolders } from "../store/numbered-backstops";
import { knownBackstop } from "./known-backstop";
import { recordFundFlow } from "./record-fund-flow";
import { recordSkippedEvent } from "./record-skipped-event";

/** Records a payment of the one pool that holds the asset; where several do, or none, the log does not tell enough. */
export function recordPoolPayment(event: ethereum.Event, params: PoolPaymentParams): void {
  const holders = numberedHolders(params.protocol, params.contract, params.asset);
  if (holders.length != 1) {
    const detail = `Expected one pool of ${params.contract.toHexString()} to hold ${params.asset.toHexString()}, got ${holders.length.toString()}`;
    recordSkippedEvent(event, new SkipParams(params.protocol, params.log, SkipReason.UNKNOWN_PARENT, detail));
    return;
  }
  const asset = new AssetParams(params.asset, AssetKind.ERC20, null, -1);
  const backstop = knownBackstop(params.protocol, holders[0]);
  const flow = new FlowParams(backstop, asset, FlowDirection.OUT, params.cause, params.amount);
  flow.account = params.account;
  recordFundFlow(event, new FundFlowParams(params.protocol, params.log, [flow]));
}
