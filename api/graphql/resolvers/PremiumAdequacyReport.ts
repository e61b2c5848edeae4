import type { PremiumAdequacyReportResolvers } from "../../generated/resolvers.ts";
import { PREMIUM_ADEQUACY } from "../../options/premium-adequacy.ts";

/** Fields of `PremiumAdequacyReport` that are not plain properties of its parent. */
export const PremiumAdequacyReport: PremiumAdequacyReportResolvers = {
  definition: () => PREMIUM_ADEQUACY,
};
