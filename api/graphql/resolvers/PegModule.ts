import type { PegModuleResolvers } from "../../generated/resolvers.ts";

/** Fields of `PegModule` that are not plain properties of its parent. */
export const PegModule: PegModuleResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  reserves: ({ reserves, view }) => reserves.map((reserve) => ({ ...reserve, view })),
};
