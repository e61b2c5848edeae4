import { toValuation } from "../../domain/worth.ts";
import type { AssetWaterfallsResolvers } from "../../generated/resolvers.ts";
import { WATERFALL } from "../../solvency/waterfall.ts";

/** Fields of `AssetWaterfalls` that are not plain properties of its parent. */
export const AssetWaterfalls: AssetWaterfallsResolvers = {
  definition: () => WATERFALL,
  runs: ({ runs, view }) => runs.map((run) => ({ ...run, view })),
  loss: ({ loss }) => toValuation(loss),
  absorbed: ({ absorbed }) => toValuation(absorbed),
  unabsorbed: ({ unabsorbed }) => toValuation(unabsorbed),
};
