import { BigInt, ethereum } from "@graphprotocol/graph-ts";
import { AuctionAction, SkipReason } from "../constants";
import { auctionId } from "../ids";
import { AuctionKickParams } from "../params/auction-params";
import { createAuction, loadAuction } from "../store/auction";
import { createAuctionEvent } from "../store/auction-event";
import { loadOrCreateProtocol } from "../store/protocol";
import { writeConsequences } from "./write-consequences";
import { writeSkip } from "./write-skip";

/** Records the start of an auction; a second start of the same number is skipped. */
export function recordAuctionKick(event: ethereum.Event, params: AuctionKickParams): void {
  const protocol = loadOrCreateProtocol(params.protocol, event);
  if (loadAuction(auctionId(params.contract, params.number)) !== null) {
    const detail = `Auction ${params.number.toString()} of ${params.contract.toHexString()} has started before`;
    writeSkip(event, protocol, params.log, SkipReason.DUPLICATE, detail);
    protocol.save();
    return;
  }
  const auction = createAuction(event, params);
  const fact = createAuctionEvent(
    event,
    auction,
    AuctionAction.KICK,
    params.caller,
    BigInt.zero(),
    BigInt.zero(),
  );
  writeConsequences(event, protocol, params, auction.market, fact.id);
}
