import type { DeficitChangeResolvers } from "../../generated/resolvers.ts";
import { amountOf, optionalAmountOf } from "../amounts.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Fields of `DeficitChange` that are not plain properties of its parent. */
export const DeficitChange: DeficitChangeResolvers = {
  ...factFields,
  market: (change, _, context) => lookUp(context, "market", change, change.market),
  deficit: (change, _, context) => lookUp(context, "deficit", change, change.deficit),
  backstop: (change, _, context) => lookUpOptional(context, "backstop", change, change.backstop),
  amount: (change) => amountOf(change, change.amount, change.asset),
  excess: (change) => amountOf(change, change.excess, change.asset),
  openAfter: (change) => amountOf(change, change.openAfter, change.asset),
  pendingAfter: (change) => amountOf(change, change.pendingAfter, change.asset),
  claimsBefore: (change) =>
    optionalAmountOf(
      change,
      change.claimsBefore,
      change.asset,
      "Nothing was socialised, or the event does not tell.",
    ),
};
