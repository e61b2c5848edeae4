import { BigInt } from "@graphprotocol/graph-ts";
import { Kick, LogNote } from "../../../generated/MakerFlopper/Flopper";
import { recordAuctionCancel } from "../../actions/record-auction-cancel";
import { recordAuctionKick } from "../../actions/record-auction-kick";
import { recordAuctionRestart } from "../../actions/record-auction-restart";
import { recordAuctionSettle } from "../../actions/record-auction-settle";
import { recordParameterChange } from "../../actions/record-parameter-change";
import { AssetKind, AuctionAction, AuctionKind, DeficitAction, FlowCause } from "../../constants";
import { readContext, SourceContext } from "../../context";
import { AssetParams } from "../../params/asset-params";
import { AuctionKickParams, AuctionProceeds } from "../../params/auction-params";
import { DeficitParams, DeficitStep } from "../../params/deficit-params";
import { notedAuctionCall, recordNotedBid } from "./auction-note";
import { internalDai, MAKER, surplusBuffer, systemMarket } from "./maker";
import { NotedCall } from "./note";
import { numberParameter } from "./parameter";

/** Growth of the lot when an auction without bids starts again: the contract's `pad` as deployed, 1.5. */
const PAD_WAD = BigInt.fromI64(1_500_000_000_000_000_000);

/**
 * Records the start of a debt auction. Its `bid` is the sum asked for, which nobody has bid yet; that much debt is
 * on auction from now on and cannot be healed.
 */
export function handleKick(event: Kick): void {
  const context = readContext();
  const dai = internalDai(context.bytes("vat"));
  const market = systemMarket(context.bytes("vow"), dai.id);
  const params = new AuctionKickParams(
    MAKER,
    "Flopper.Kick",
    AuctionKind.DEBT,
    market,
    event.address,
    event.params.id,
    tokenOf(context),
    dai,
    event.params.lot,
    BigInt.zero(),
  );
  params.tab = event.params.bid;
  params.deficits = [
    new DeficitParams(market, dai, [new DeficitStep(DeficitAction.PENDING, event.params.bid)]),
  ];
  recordAuctionKick(event, params);
}

/** Records that a bidder takes less of the token for the sum asked for; the first one pays the Vow. */
export function handleDent(event: LogNote): void {
  const context = readContext();
  const vow = surplusBuffer(context.bytes("vow"));
  const proceeds = new AuctionProceeds(vow, internalDai(context.bytes("vat")), FlowCause.RECAPITALISATION);
  proceeds.isImplied = true;
  recordNotedBid(event, "Flopper.dent", noted(event), AuctionAction.LOT_DOWN, event.params.usr, proceeds);
}

/** Records that an auction without bids offers half as much again. */
export function handleTick(event: LogNote): void {
  const params = notedAuctionCall(event, "Flopper.tick", noted(event), event.params.usr);
  params.lotGrowthWad = PAD_WAD;
  recordAuctionRestart(event, params);
}

/** Records that the lowest bidder received new tokens. */
export function handleDeal(event: LogNote): void {
  recordAuctionSettle(event, notedAuctionCall(event, "Flopper.deal", noted(event), event.params.usr));
}

/** Records that shutdown ended an auction; the bidder gets a claim on new debt. */
export function handleYank(event: LogNote): void {
  recordAuctionCancel(event, notedAuctionCall(event, "Flopper.yank", noted(event), event.params.usr));
}

/** Records a parameter of the auctions: `beg`, `pad`, `ttl` or `tau`. */
export function handleFile(event: LogNote): void {
  const value = noted(event).second;
  recordParameterChange(event, numberParameter("Flopper.file", event.address, event.params.arg1, value));
}

function noted(event: LogNote): NotedCall {
  return new NotedCall(event.params.arg1, event.params.arg2, event.params.data);
}

function tokenOf(context: SourceContext): AssetParams {
  const symbol = context.string("tokenSymbol");
  return new AssetParams(context.bytes("token"), AssetKind.ERC20, symbol, context.int("tokenDecimals"));
}
