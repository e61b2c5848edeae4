import type { ScenarioMoveResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ScenarioMove` that are not plain properties of its parent. */
export const ScenarioMove: ScenarioMoveResolvers = {
  asset: (move, _, context) => lookUp(context, "asset", move, move.asset),
};
