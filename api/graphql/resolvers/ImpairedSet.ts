import type { ImpairedSetResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ImpairedSet` that are not plain properties of its parent. */
export const ImpairedSet: ImpairedSetResolvers = {
  assets: (set, _, context) => Promise.all(set.assets.map((asset) => lookUp(context, "asset", set, asset))),
};
