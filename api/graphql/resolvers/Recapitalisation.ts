import { toValuation } from "../../domain/worth.ts";
import type { RecapitalisationResolvers } from "../../generated/resolvers.ts";
import { RECAPITALISATION } from "../../solvency/recapitalisation.ts";

/** Fields of `Recapitalisation` that are not plain properties of its parent. */
export const Recapitalisation: RecapitalisationResolvers = {
  definition: () => RECAPITALISATION,
  deficit: ({ deficit }) => toValuation(deficit),
  tokens: ({ tokens, view }) => tokens.map((token) => ({ ...token, view })),
  auctions: ({ auctions, view }) => auctions.map((auction) => ({ ...auction, view })),
};
