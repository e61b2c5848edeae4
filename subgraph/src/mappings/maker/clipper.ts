import { BigInt } from "@graphprotocol/graph-ts";
import { File, File1, Kick, Redo, Take, Yank } from "../../../generated/MakerClipper/Clipper";
import { recordAuctionCancel } from "../../actions/record-auction-cancel";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionRestart } from "../../actions/record-auction-restart";
import { recordAuctionTake } from "../../actions/record-auction-take";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { AuctionKind, FlowCause } from "../../constants";
import { readContext } from "../../context";
import { wordText } from "../../math/number-bytes";
import {
  AuctionCallParams,
  AuctionKickParams,
  AuctionProceeds,
  AuctionTakeParams,
} from "../../params/auction-params";
import { recordBreaker } from "./breaker";
import { auctionMarket, collateralOf } from "./collateral";
import { ilkMarket, internalDai, MAKER, surplusBuffer } from "./maker";
import { addressParameter, numberParameter } from "./parameter";

/** Records the start of a Dutch auction; `tab` includes the liquidation penalty. */
export function handleKick(event: Kick): void {
  const context = readContext();
  const collateral = collateralOf(context);
  const params = new AuctionKickParams(
    MAKER,
    "Clipper.Kick",
    AuctionKind.COLLATERAL,
    auctionMarket(context, collateral),
    event.address,
    event.params.id,
    collateral,
    internalDai(context.bytes("vat")),
    event.params.lot,
    BigInt.zero(),
  );
  params.tab = event.params.tab;
  params.account = event.params.usr;
  params.caller = event.params.kpr;
  recordAuctionKick(event, params);
}

/** Records a purchase: `owe` goes to the Vow at once; the auction ends when nothing is left to raise or to sell. */
export function handleTake(event: Take): void {
  const context = readContext();
  const isLast = event.params.lot.isZero() || event.params.tab.isZero();
  const params = new AuctionTakeParams(
    MAKER,
    "Clipper.Take",
    event.address,
    event.params.id,
    event.params.lot,
    event.params.owe,
    isLast,
  );
  const vow = surplusBuffer(context.bytes("vow"));
  const proceeds = new AuctionProceeds(vow, internalDai(context.bytes("vat")), FlowCause.AUCTION_PROCEEDS);
  proceeds.isImplied = true;
  params.proceeds = proceeds;
  recordAuctionTake(event, params);
}

/** Records that an auction whose price fell too far starts again at a new one. */
export function handleRedo(event: Redo): void {
  const number = event.params.id;
  recordAuctionRestart(
    event,
    new AuctionCallParams(MAKER, "Clipper.Redo", event.address, number, event.params.kpr),
  );
}

/** Records that the protocol took the lot back. */
export function handleYank(event: Yank): void {
  recordAuctionCancel(
    event,
    new AuctionCallParams(MAKER, "Clipper.Yank", event.address, event.params.id, null),
  );
}

/** Records a parameter of the auctions; `stopped` is their circuit breaker. */
export function handleFile(event: File): void {
  const what = wordText(event.params.what);
  const vat = readContext().bytes("vat");
  const market = ilkMarket(readContext().string("ilk"), vat, vat);
  if (what == "stopped") {
    recordBreaker(event, "Clipper.File", market, event.params.data);
    return;
  }
  const params = numberParameter("Clipper.File", event.address, event.params.what, event.params.data);
  params.market = market;
  recordParameterChange(event, params);
}

/** Records a contract that the auctions use, such as the price curve `calc`. */
export function handleFileAddress(event: File1): void {
  const context = readContext();
  const vat = context.bytes("vat");
  const params = addressParameter("Clipper.File", event.address, event.params.what, event.params.data);
  params.market = ilkMarket(context.string("ilk"), vat, vat);
  recordParameterChange(event, params);
}
