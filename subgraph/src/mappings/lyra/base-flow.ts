import { Address, BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { FlowCause, FlowDirection } from "../../constants";
import { SourceContext } from "../../context";
import { FlowParams } from "../../params/flow-params";
import { LyraMarket } from "./lyra";
import { recordPoolFlows, withAccount } from "./pool-flow";

/**
 * Records base that the pool receives or sends; what it sends to itself moves nothing.
 *
 * @param direction - One of FlowDirection.
 * @param payoffCause - One of FlowCause, for base from or to the collateral of sellers.
 * @param other - The other side of the transfer.
 */
export function recordBaseFlow(
  event: ethereum.Event,
  context: SourceContext,
  direction: string,
  payoffCause: string,
  other: Bytes,
  value: BigInt,
): void {
  const lyra = new LyraMarket(context);
  const isPayoff = other.equals(context.bytes("shortCollateral"));
  const cause = isPayoff ? payoffCause : causeOf(other);
  const flow = withAccount(new FlowParams(lyra.pool, lyra.base, direction, cause, value), other);
  const log = direction == FlowDirection.IN ? "BaseReceipts.Transfer" : "BasePayments.Transfer";
  recordPoolFlows(event, log, other.equals(lyra.pool.contract) ? [] : [flow]);
}

/** Synths are minted to who buys them and burnt from who sells them. */
function causeOf(other: Bytes): string {
  return other.equals(Address.zero()) ? FlowCause.REBALANCE : FlowCause.TRANSFER;
}
