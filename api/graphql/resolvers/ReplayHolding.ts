import type { ReplayHoldingResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ReplayHolding` that are not plain properties of its parent. */
export const ReplayHolding: ReplayHoldingResolvers = {
  asset: (holding, _, context) => lookUp(context, "asset", holding, holding.asset),
  start: ({ asset, start, view }) => amountOf({ view }, start, asset),
  drawn: ({ asset, drawn, view }) => amountOf({ view }, drawn, asset),
  withdrawn: ({ asset, withdrawn, view }) => amountOf({ view }, withdrawn, asset),
  left: ({ asset, left, view }) => amountOf({ view }, left, asset),
};
