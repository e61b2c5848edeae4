import type { AuctionsBelowPriceResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";

/** Fields of `AuctionsBelowPrice` that are not plain properties of its parent. */
export const AuctionsBelowPrice: AuctionsBelowPriceResolvers = {
  lotSold: (selection) => scopedAmount(selection, selection.lotSold),
};
