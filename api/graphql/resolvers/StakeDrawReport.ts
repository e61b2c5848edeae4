import type { StakeDrawReportResolvers } from "../../generated/resolvers.ts";
import { STAKE_DRAW, stakeDraws } from "../../solvency/stake-draw.ts";

/** Fields of `StakeDrawReport` that are not plain properties of its parent. */
export const StakeDrawReport: StakeDrawReportResolvers = {
  definition: () => STAKE_DRAW,
  provenance: ({ view, book, maxPriceAge }, _, { session }) => {
    const params = { protocol: book.protocol.slug, maxPriceAge };
    return session.provenance(view, { metric: STAKE_DRAW.id, params });
  },
  draws: async ({ view, book, maxPriceAge }, _, { session }) => {
    const obligations = await session.loaders.obligations.load({ view, id: book.protocol.id });
    return stakeDraws(book, obligations, maxPriceAge).map((draw) => ({ ...draw, view }));
  },
};
