import { Delay } from "./delay.ts";
import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import { emptyReading, type Gauge, noRank } from "./gauge.ts";
import { RollingSum } from "./rolling-sum.ts";

/**
 * (e) A run: what claimants took out in a day, less what they brought, above 5 % of their claims at its start; or
 * utilisation of 99 % or more for half an hour. Three series: net outflow in the bucket, claims at its end, utilisation.
 */
export function runGauge(parameters: EpisodeParameters): Gauge {
  const day = bucketsIn(parameters.changeSeconds, parameters);
  const outflow = new RollingSum(day);
  const earlier = new Delay(day);
  const reading = emptyReading(2);
  const { measures, thresholds } = reading;
  thresholds[1] = parameters.utilisation;
  return {
    rules: [
      { id: "NET_OUTFLOW", isInclusive: false, buckets: parameters.onsetBuckets },
      { id: "UTILISATION", isInclusive: true, buckets: bucketsIn(parameters.sustainedSeconds, parameters) },
    ],
    read: ([out = Number.NaN, claims = Number.NaN, utilisation = Number.NaN]) => {
      reading.badness = -claims;
      measures[0] = outflow.push(out);
      thresholds[0] = parameters.outflowShare * earlier.push(claims);
      measures[1] = utilisation;
      return reading;
    },
    rank: noRank,
  };
}
