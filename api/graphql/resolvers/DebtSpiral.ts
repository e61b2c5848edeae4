import type { DebtSpiralResolvers } from "../../generated/resolvers.ts";
import { CASCADE } from "../../stress/cascade/cascade.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `DebtSpiral` that are not plain properties of its parent. */
export const DebtSpiral: DebtSpiralResolvers = {
  definition: () => CASCADE,
  asset: (spiral, _, context) => lookUp(context, "asset", spiral, spiral.asset),
  debtAsset: (spiral, _, context) => lookUp(context, "asset", spiral, spiral.debtAsset),
};
