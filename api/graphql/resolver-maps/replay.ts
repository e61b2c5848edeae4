import type { Resolvers } from "../../generated/resolvers.ts";
import { ReplayHolding } from "../resolvers/ReplayHolding.ts";
import { ReplayLayer } from "../resolvers/ReplayLayer.ts";
import { ReplayLevelLosses } from "../resolvers/ReplayLevelLosses.ts";
import { ReplayPrice } from "../resolvers/ReplayPrice.ts";
import { ReplayResult } from "../resolvers/ReplayResult.ts";

/** Resolvers of replays. */
export const REPLAY_RESOLVERS: Resolvers = {
  ReplayHolding,
  ReplayLayer,
  ReplayLevelLosses,
  ReplayPrice,
  ReplayResult,
};
