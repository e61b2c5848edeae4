import { toValuation } from "../../domain/worth.ts";
import type { WaterfallLayerResolvers } from "../../generated/resolvers.ts";

/** Fields of `WaterfallLayer` that are not plain properties of its parent. */
export const WaterfallLayer: WaterfallLayerResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  capacity: ({ capacity }) => toValuation(capacity),
  absorbed: ({ absorbed }) => toValuation(absorbed),
};
