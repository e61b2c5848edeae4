import type { RecapAuctionResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `RecapAuction` that are not plain properties of its parent. */
export const RecapAuction: RecapAuctionResolvers = {
  auction: (sale, _, context) => lookUp(context, "auction", sale, sale.id),
  sold: (sale) => amountOf(sale, sale.lotSold, sale.lotAsset),
  raised: (sale) => amountOf(sale, sale.bid, sale.bidAsset),
};
