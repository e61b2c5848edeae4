import { rational, toDecimal } from "../../domain/rational.ts";
import { windowSeconds } from "../../domain/window.ts";
import type { MetricWindowResolvers } from "../../generated/resolvers.ts";

const DAY = 86_400n;

/** Fields of `MetricWindow` that are not plain properties of its parent. */
export const MetricWindow: MetricWindowResolvers = {
  coveredDays: (window) => toDecimal(rational(windowSeconds(window), DAY)),
};
