import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import { emptyReading, type Gauge, noRank } from "./gauge.ts";

/** (b) A peg: further than 50 bps from one dollar for half an hour. One series: the price in dollars. */
export function pegGauge(parameters: EpisodeParameters): Gauge {
  const reading = emptyReading(1);
  reading.thresholds[0] = parameters.pegDistance;
  const buckets = bucketsIn(parameters.sustainedSeconds, parameters);
  return {
    rules: [{ id: "OFF_PEG", isInclusive: false, buckets }],
    read: ([price = Number.NaN]) => {
      reading.badness = Math.abs(price - 1);
      reading.measures[0] = reading.badness;
      return reading;
    },
    rank: noRank,
  };
}
