import { toValuation } from "../../domain/worth.ts";
import type { DenominatedAssetResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `DenominatedAsset` that are not plain properties of its parent. */
export const DenominatedAsset: DenominatedAssetResolvers = {
  asset: (held, _, context) => lookUp(context, "asset", held, held.asset),
  worth: ({ worth }) => toValuation(worth),
  wrongWay: ({ wrongWay }) => toValuation(wrongWay),
};
