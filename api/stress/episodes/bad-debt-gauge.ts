import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import { emptyReading, type Gauge, noRank } from "./gauge.ts";
import { RollingSum } from "./rolling-sum.ts";

/**
 * (d) Bad debt: what a day created above 0.01 % of debt, or any draw on a layer, deleveraging, socialised loss or
 * recapitalisation. Four series: created in the bucket, debt at its end, number of those facts, bad debt open at its end.
 */
export function badDebtGauge(parameters: EpisodeParameters): Gauge {
  const day = new RollingSum(bucketsIn(parameters.changeSeconds, parameters));
  const recent = new RollingSum(bucketsIn(parameters.lossEventSeconds, parameters));
  const reading = emptyReading(2);
  const { measures, thresholds } = reading;
  thresholds[1] = 0;
  const buckets = parameters.onsetBuckets;
  return {
    rules: [
      { id: "BAD_DEBT_CREATED", isInclusive: false, buckets },
      { id: "LOSS_EVENT", isInclusive: false, buckets },
    ],
    read: ([created = Number.NaN, debt = Number.NaN, events = Number.NaN, open = Number.NaN]) => {
      reading.badness = open;
      measures[0] = day.push(created);
      thresholds[0] = parameters.badDebtShare * debt;
      measures[1] = recent.push(events);
      return reading;
    },
    rank: noRank,
  };
}
