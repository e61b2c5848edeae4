import type { SocialisedLossEventResolvers } from "../../generated/resolvers.ts";
import { amountOf, optionalAmountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

const NO_CLAIMS = "The event does not state the claims before it.";

/** Fields of `SocialisedLossEvent` that are not plain properties of its parent. */
export const SocialisedLossEvent: SocialisedLossEventResolvers = {
  time: ({ timestamp }) => timestamp,
  market: (row, _, context) => lookUp(context, "market", row, row.market),
  loss: (row) => amountOf(row, row.amount, row.asset),
  claimsBefore: (row) => optionalAmountOf(row, row.claimsBefore, row.asset, NO_CLAIMS),
};
