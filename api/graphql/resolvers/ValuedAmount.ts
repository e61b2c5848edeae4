import { toValuation } from "../../domain/worth.ts";
import type { ValuedAmountResolvers } from "../../generated/resolvers.ts";

/** Fields of `ValuedAmount` that are not plain properties of its parent. */
export const ValuedAmount: ValuedAmountResolvers = {
  worth: ({ worth }) => toValuation(worth),
  price: ({ price, view }) => ({ ...price, view }),
};
