import type { AuctionRecoveryResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `AuctionRecovery` that are not plain properties of its parent. */
export const AuctionRecovery: AuctionRecoveryResolvers = {
  market: (group, _, context) => lookUp(context, "market", group, group.market),
  lotAsset: (group, _, context) => lookUp(context, "asset", group, group.lotAsset),
  bidAsset: (group, _, context) => lookUp(context, "asset", group, group.bidAsset),
  lotSold: (group) => scopedAmount(group, group.lotSold),
  bids: (group) => scopedAmount(group, group.bids),
  debt: (group) => scopedAmount(group, group.debt),
  tab: (group) => scopedAmount(group, group.tab),
  debtMinusBids: (group) => scopedAmount(group, group.debtMinusBids),
  shortfall: (group) => scopedAmount(group, group.shortfall),
  tabMinusBids: (group) => scopedAmount(group, group.tabMinusBids),
  belowPrice: ({ belowPrice, view }) => ({ ...belowPrice, view }),
};
