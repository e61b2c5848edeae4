import { missingRatio } from "../../domain/ratio.ts";
import type { ResponseLatencyResolvers } from "../../generated/resolvers.ts";
import { durations } from "../../solvency/durations.ts";
import { RESPONSE_LATENCY } from "../../solvency/response-latency.ts";
import { missingEstimate } from "../../stats/estimate.ts";

const UNTRIED = { n: 0, method: "none" };

/** Fields of `ResponseLatency` that are not plain properties of its parent. */
export const ResponseLatency: ResponseLatencyResolvers = {
  definition: () => RESPONSE_LATENCY,
  parameterDelays: ({ delays, untold, first }) => ({
    durations: durations(delays.map(({ seconds }) => seconds)),
    untold,
    changes: delays.toReversed().slice(0, first),
  }),
  pauseLatencies: ({ pauses, first }) => {
    const answered = pauses.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
    return {
      durations: durations(answered),
      withoutLoss: pauses.length - answered.length,
      pauses: pauses.toReversed().slice(0, first),
    };
  },
  baseFee95: () => missingEstimate("NO_DATA", "Base fees are not indexed: no log states them.", UNTRIED),
  sequencerOutage: () =>
    missingEstimate("NO_DATA", "Outages of a sequencer are not indexed: they leave no log.", UNTRIED),
  revertedLiquidationShare: () =>
    missingRatio(
      "liquidations / liquidations",
      "NO_DATA",
      "Reverted transactions are not indexed: they leave no log.",
    ),
};
