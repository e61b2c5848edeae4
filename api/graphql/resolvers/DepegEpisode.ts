import { exactDecimal } from "../../domain/exact-decimal.ts";
import type { DepegEpisodeResolvers } from "../../generated/resolvers.ts";

/** Fields of `DepegEpisode` that are not plain properties of its parent. */
export const DepegEpisode: DepegEpisodeResolvers = { extreme: ({ extreme }) => exactDecimal(extreme) };
