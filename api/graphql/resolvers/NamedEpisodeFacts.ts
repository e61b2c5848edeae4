import type { NamedEpisodeFactsResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `NamedEpisodeFacts` that are not plain properties of its parent. */
export const NamedEpisodeFacts: NamedEpisodeFactsResolvers = {
  protocol: ({ protocol, list }, _, context) => lookUp(context, "protocol", list, protocol),
  liquidations: ({ facts, list }) => facts.liquidations.map((row) => ({ ...row, view: list.view })),
  lossesByLayer: ({ facts, list }) => facts.lossesByLayer.map((row) => ({ ...row, view: list.view })),
  badDebt: ({ facts, list }) => facts.badDebt.map((row) => ({ ...row, view: list.view })),
  deleveraging: ({ facts, list }) => facts.deleveraging.map((row) => ({ ...row, view: list.view })),
};
