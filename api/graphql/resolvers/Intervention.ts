import type { InterventionResolvers } from "../../generated/resolvers.ts";
import { amountOf } from "../amounts.ts";

/** Fields of `Intervention` that are not plain properties of its parent. */
export const Intervention: InterventionResolvers = {
  need: ({ need, view }) => ({ ...need, view }),
  deployed: (intervention) => amountOf(intervention, intervention.deployed, intervention.need.asset),
};
