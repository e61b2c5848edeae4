import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { endAuction } from "../accounting/end-auction";
import { AuctionAction, AuctionStatus } from "../constants";
import { ordinalOf } from "../math/ordinal";
import { AuctionKickParams, ImmediateSaleParams } from "../params/auction-params";
import { createAuction } from "../store/auction";
import { createAuctionEvent } from "../store/auction-event";
import { createParameterChange } from "../store/parameter-change";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";

/** Records a sale that starts and ends with one log: an auction with a single purchase. */
export function recordImmediateSale(event: ethereum.Event, params: ImmediateSaleParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  const parameter = params.parameter;
  if (parameter !== null) createParameterChange(event, protocol.id, parameter);
  const ordinal = ordinalOf(event);
  const auction = createAuction(event, asKick(params, BigInt.fromI64(ordinal)));
  auction.lot = BigInt.zero();
  auction.bid = params.paid;
  auction.bidCount = 1;
  endAuction(auction, AuctionStatus.SETTLED, event.block.timestamp, ordinal);
  auction.save();
  const fact = createAuctionEvent(event, auction, AuctionAction.TAKE, null, params.paid, params.lot);
  writeConsequences(event, protocol, params, auction.market, fact.id);
}

function asKick(params: ImmediateSaleParams, number: BigInt): AuctionKickParams {
  return new AuctionKickParams(
    params.protocol,
    params.log,
    params.kind,
    params.market,
    params.contract,
    number,
    params.lotAsset,
    params.bidAsset,
    params.lot,
    BigInt.zero(),
  );
}
