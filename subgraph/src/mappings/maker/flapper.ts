import { Kick, LogNote } from "../../../generated/MakerFlapper/Flapper";
import { recordAuctionCancel } from "../../actions/record-auction-cancel";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionRestart } from "../../actions/record-auction-restart";
import { recordAuctionSettle } from "../../actions/record-auction-settle";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { AssetKind, AuctionAction, AuctionKind, FlowCause, FlowDirection } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { AuctionKickParams } from "../../params/auction-params";
import { FlowParams } from "../../params/flow-params";
import { notedAuctionCall, recordNotedBid } from "./auction-note";
import { internalDai, MAKER, surplusBuffer, systemMarket } from "./maker";
import { NotedCall } from "./note";
import { numberParameter } from "./parameter";

/** Records the start of a surplus auction: the lot leaves the Vow at once. */
export function handleKick(event: Kick): void {
  const context = readContext();
  const vow = context.bytes("vow");
  const dai = internalDai(context.bytes("vat"));
  const params = new AuctionKickParams(
    MAKER,
    "Flapper.Kick",
    AuctionKind.SURPLUS,
    systemMarket(vow, dai.id),
    event.address,
    event.params.id,
    dai,
    tokenOf(context),
    event.params.lot,
    event.params.bid,
  );
  const lot = new FlowParams(
    surplusBuffer(vow),
    dai,
    FlowDirection.OUT,
    FlowCause.AUCTION_PAYMENT,
    event.params.lot,
  );
  lot.isImplied = true;
  params.flows = [lot];
  recordAuctionKick(event, params);
}

/** Records a higher bid in the protocol's token, which is burnt when the auction is dealt. */
export function handleTend(event: LogNote): void {
  recordNotedBid(event, "Flapper.tend", noted(event), AuctionAction.BID_UP, event.params.usr, null);
}

/** Records that an auction without bids starts its clock again. */
export function handleTick(event: LogNote): void {
  recordAuctionRestart(event, notedAuctionCall(event, "Flapper.tick", noted(event), event.params.usr));
}

/** Records that the highest bidder received the dai and its bid was burnt. */
export function handleDeal(event: LogNote): void {
  recordAuctionSettle(event, notedAuctionCall(event, "Flapper.deal", noted(event), event.params.usr));
}

/** Records that shutdown ended an auction; the bidder gets its tokens back. */
export function handleYank(event: LogNote): void {
  recordAuctionCancel(event, notedAuctionCall(event, "Flapper.yank", noted(event), event.params.usr));
}

/** Records a parameter of the auctions: `beg`, `ttl` or `tau`. */
export function handleFile(event: LogNote): void {
  const value = noted(event).second;
  recordParameterChange(event, numberParameter("Flapper.file", event.address, event.params.arg1, value));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}

function tokenOf(context: SourceContext): AssetParams {
  const symbol = context.string("tokenSymbol");
  return new AssetParams(context.bytes("token"), AssetKind.ERC20, symbol, context.int("tokenDecimals"));
}
