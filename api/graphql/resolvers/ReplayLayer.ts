import { toValuation } from "../../domain/worth.ts";
import type { ReplayLayerResolvers } from "../../generated/resolvers.ts";
import { moneyOf } from "../../services/stress/replay/replay-report.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ReplayLayer` that are not plain properties of its parent. */
export const ReplayLayer: ReplayLayerResolvers = {
  backstop: (draw, _, context) => lookUp(context, "backstop", draw, draw.layer.backstop),
  drawn: ({ drawn }) => toValuation(moneyOf(drawn)),
  holdings: ({ holdings, factors, view }) =>
    holdings.map(({ factor, ...holding }) => ({ ...holding, view, asset: factors[factor]?.asset ?? "" })),
};
