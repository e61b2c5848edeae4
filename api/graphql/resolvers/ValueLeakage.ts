import { toValuation } from "../../domain/worth.ts";
import type { ValueLeakageResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ValueLeakage` that are not plain properties of its parent. */
export const ValueLeakage: ValueLeakageResolvers = {
  market: (group, _, context) => lookUp(context, "market", group, group.market),
  acquired: (group) => scopedAmount(group, group.acquired),
  paid: (group) => scopedAmount(group, group.paid),
  bonus: (group) => scopedAmount(group, group.bonus),
  acquiredWorth: ({ acquiredWorth }) => toValuation(acquiredWorth),
  paidWorth: ({ paidWorth }) => toValuation(paidWorth),
  profit: ({ profit }) => toValuation(profit),
  gains: ({ gains }) => toValuation(gains),
  markouts: ({ markouts }) => [...markouts],
};
