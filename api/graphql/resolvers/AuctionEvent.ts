import type { AuctionEventResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import type { GraphqlContext } from "../context.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp } from "../look-up.ts";
import type { AmountParent, AuctionEventParent } from "../parents/ledger.ts";

/** Fields of `AuctionEvent` that are not plain properties of its parent. */
export const AuctionEvent: AuctionEventResolvers = {
  ...factFields,
  auction: (event, _, context) => lookUp(context, "auction", event, event.auction),
  lotAfter: (event, _, context) => inLotAsset(event, event.lotAfter, context),
  bought: (event, _, context) => inLotAsset(event, event.bought, context),
  bidAfter: (event, _, context) => inBidAsset(event, event.bidAfter, context),
  paid: (event, _, context) => inBidAsset(event, event.paid, context),
};

async function inLotAsset(
  event: AuctionEventParent,
  raw: bigint,
  context: GraphqlContext,
): Promise<AmountParent> {
  return amountOf(event, raw, (await lookUp(context, "auction", event, event.auction)).lotAsset);
}

async function inBidAsset(
  event: AuctionEventParent,
  raw: bigint,
  context: GraphqlContext,
): Promise<AmountParent> {
  return amountOf(event, raw, (await lookUp(context, "auction", event, event.auction)).bidAsset);
}
