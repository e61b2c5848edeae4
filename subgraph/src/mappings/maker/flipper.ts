import { Kick, LogNote } from "../../../generated/MakerFlipper/Flipper";
import { recordAuctionCancel } from "../../actions/record-auction-cancel";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionRestart } from "../../actions/record-auction-restart";
import { recordAuctionSettle } from "../../actions/record-auction-settle";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { AuctionAction, AuctionKind, FlowCause } from "../../constants";
import { readContext } from "../../context";
import { AuctionKickParams, AuctionProceeds } from "../../params/auction-params";
import { notedAuctionCall, recordNotedBid } from "./auction-note";
import { auctionMarket, collateralOf } from "./collateral";
import { internalDai, MAKER, surplusBuffer } from "./maker";
import { NotedCall } from "./note";
import { numberParameter } from "./parameter";

/** Records the start of a collateral auction; `tab` includes the liquidation penalty. */
export function handleKick(event: Kick): void {
  const context = readContext();
  const collateral = collateralOf(context);
  const params = new AuctionKickParams(
    MAKER,
    "Flipper.Kick",
    AuctionKind.COLLATERAL,
    auctionMarket(context, collateral),
    event.address,
    event.params.id,
    collateral,
    internalDai(context.bytes("vat")),
    event.params.lot,
    event.params.bid,
  );
  params.tab = event.params.tab;
  params.account = event.params.usr;
  recordAuctionKick(event, params);
}

/** Records a higher bid: its rise goes to the Vow at once. */
export function handleTend(event: LogNote): void {
  const context = readContext();
  const vow = surplusBuffer(context.bytes("vow"));
  const proceeds = new AuctionProceeds(vow, internalDai(context.bytes("vat")), FlowCause.AUCTION_PROCEEDS);
  proceeds.isImplied = true;
  recordNotedBid(event, "Flipper.tend", noted(event), AuctionAction.BID_UP, event.params.usr, proceeds);
}

/** Records that a bidder takes less of the lot for the full sum; the rest returns to the vault's owner. */
export function handleDent(event: LogNote): void {
  recordNotedBid(event, "Flipper.dent", noted(event), AuctionAction.LOT_DOWN, event.params.usr, null);
}

/** Records that an auction without bids starts its clock again. */
export function handleTick(event: LogNote): void {
  recordAuctionRestart(event, notedAuctionCall(event, "Flipper.tick", noted(event), event.params.usr));
}

/** Records that the highest bidder received the lot. */
export function handleDeal(event: LogNote): void {
  recordAuctionSettle(event, notedAuctionCall(event, "Flipper.deal", noted(event), event.params.usr));
}

/** Records that the protocol took the auction back; the caller repays the highest bidder. */
export function handleYank(event: LogNote): void {
  recordAuctionCancel(event, notedAuctionCall(event, "Flipper.yank", noted(event), event.params.usr));
}

/** Records a parameter of the auctions: `beg`, `ttl` or `tau`. */
export function handleFile(event: LogNote): void {
  const value = noted(event).second;
  recordParameterChange(event, numberParameter("Flipper.file", event.address, event.params.arg1, value));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}
