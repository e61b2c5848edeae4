import { formatDecimal } from "../../domain/decimal-string.ts";
import type { AmountResolvers } from "../../generated/resolvers.ts";
import { valueAmount } from "../../services/valuation.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Where an amount that belongs to no row comes from. */
const NOWHERE = { protocol: null, block: null };

/** Fields of `Amount` that are not plain properties of its parent. */
export const Amount: AmountResolvers = {
  asset: (amount, _, context) => lookUpOptional(context, "asset", amount, amount.asset),
  decimal: async (amount, _, context) => {
    if (amount.raw === null || amount.asset === null) return null;
    const { decimals } = await lookUp(context, "asset", amount, amount.asset);
    return decimals === null ? null : formatDecimal(amount.raw, decimals);
  },
  valuation: (amount, args, { session }) => valueAmount(session, amount, amount.origin ?? NOWHERE, args),
};
