import type { CascadeResolvers } from "../../generated/resolvers.ts";
import { CASCADE } from "../../stress/cascade/cascade.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `Cascade` that are not plain properties of its parent. */
export const Cascade: CascadeResolvers = {
  definition: () => CASCADE,
  asset: (report, _, context) => lookUp(context, "asset", report, report.asset),
};
