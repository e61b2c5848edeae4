import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { applyTake } from "../accounting/apply-take";
import { endAuction } from "../accounting/end-auction";
import { AuctionAction, AuctionStatus, FlowDirection, SkipReason } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AuctionTakeParams } from "../params/auction-params";
import { FlowParams } from "../params/flow-params";
import { createAuctionEvent } from "../store/auction-event";
import { loadOrCreateProtocol } from "../store/protocol";
import { loadOpenAuction } from "./load-open-auction";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/** Records a purchase in a Dutch auction, which ends it when nothing is left to raise or to sell. */
export function recordAuctionTake(event: ethereum.Event, params: AuctionTakeParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const auction = loadOpenAuction(event, protocol, params.log, params.contract, params.number);
  if (auction === null) return;
  if (params.lotLeft.gt(auction.lot) || params.lotLeft.lt(BigInt.zero())) {
    const detail = `Expected from 0 to ${auction.lot.toString()} of the lot to be left, got ${params.lotLeft.toString()}`;
    writeSkip(event, protocol, params.log, SkipReason.OUT_OF_RANGE, detail);
    protocol.save();
    return;
  }
  const ordinal = ordinalOf(event);
  const bought = applyTake(auction, params, ordinal);
  if (params.isLast) endAuction(auction, AuctionStatus.SETTLED, event.block.timestamp, ordinal);
  auction.save();
  const fact = createAuctionEvent(event, auction, AuctionAction.TAKE, params.account, params.paid, bought);
  addProceeds(params);
  writeConsequences(event, protocol, params, auction.market, fact.id);
}

function addProceeds(params: AuctionTakeParams): void {
  const proceeds = params.proceeds;
  if (proceeds === null || params.paid.isZero()) return;
  const flow = new FlowParams(
    proceeds.backstop,
    proceeds.asset,
    FlowDirection.IN,
    proceeds.cause,
    params.paid,
  );
  flow.isImplied = proceeds.isImplied;
  params.flows.push(flow);
}
