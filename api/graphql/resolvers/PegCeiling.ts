import { exactDecimal } from "../../domain/exact-decimal.ts";
import type { PegCeilingResolvers } from "../../generated/resolvers.ts";

/** Fields of `PegCeiling` that are not plain properties of its parent. */
export const PegCeiling: PegCeilingResolvers = { amount: ({ amount }) => exactDecimal(amount) };
