import type { PremiumAdequacyResolvers } from "../../generated/resolvers.ts";
import { amountOf, scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `PremiumAdequacy` that are not plain properties of its parent. */
export const PremiumAdequacy: PremiumAdequacyResolvers = {
  backstop: (pool, _, context) => lookUp(context, "backstop", pool, pool.backstop),
  asset: (pool, _, context) => lookUp(context, "asset", pool, pool.asset),
  earned: ({ view, earned, asset, unspread }) => {
    if (unspread === 0) return amountOf({ view }, earned, asset);
    const reason = `The expiry of ${unspread} options is not known; their premium is not counted.`;
    return scopedAmount({ view }, { raw: earned, asset, status: "PARTIAL_COVERAGE", reason });
  },
  claims: ({ view, claims, asset }) => amountOf({ view }, claims, asset),
};
