import type { KeeperParticipationResolvers } from "../../generated/resolvers.ts";
import { KEEPER_PARTICIPATION } from "../../stress/keepers/keeper-participation.ts";

/** Fields of `KeeperParticipation` that are not plain properties of its parent. */
export const KeeperParticipation: KeeperParticipationResolvers = {
  definition: () => KEEPER_PARTICIPATION,
  liquidatable: ({ positions }) => positions.length,
  markets: ({ markets, view }) => markets.map((market) => ({ ...market, view })),
  positions: ({ positions, first, view }) =>
    positions.slice(0, first).map((position) => ({ ...position, view })),
};
