import type { LatentBadDebtReportResolvers } from "../../generated/resolvers.ts";
import { LATENT_BAD_DEBT } from "../../solvency/latent-bad-debt.ts";

/** Fields of `LatentBadDebtReport` that are not plain properties of its parent. */
export const LatentBadDebtReport: LatentBadDebtReportResolvers = {
  definition: () => LATENT_BAD_DEBT,
  atProtocolPrices: ({ own, view }) => ({ ...own, view }),
  atMarketPrices: ({ market, view }) => ({ ...market, view }),
};
