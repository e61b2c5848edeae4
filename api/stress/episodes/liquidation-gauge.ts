import { RollingQuantile } from "../../stats/rolling-quantile.ts";
import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import { emptyReading, type Gauge } from "./gauge.ts";
import { RollingSum } from "./rolling-sum.ts";

/**
 * (c) Liquidations: an hour's above the larger of the trailing year's 99.5 % quantile and ten times the trailing
 * 30 days' median of hours. One series: debt liquidated in the bucket.
 */
export function liquidationGauge(parameters: EpisodeParameters): Gauge {
  const hour = new RollingSum(bucketsIn(parameters.liquidationSeconds, parameters));
  const year = new RollingQuantile(bucketsIn(parameters.quantileSeconds, parameters));
  const month = new RollingQuantile(bucketsIn(parameters.medianSeconds, parameters));
  const burnIn = bucketsIn(parameters.burnInSeconds, parameters);
  const reading = emptyReading(1);
  let volume = Number.NaN;
  const normal = () =>
    Math.max(
      year.quantile(parameters.liquidationQuantile),
      parameters.liquidationMultiple * month.quantile(0.5),
    );
  return {
    rules: [{ id: "LIQUIDATIONS_ABOVE_NORMAL", isInclusive: false, buckets: parameters.onsetBuckets }],
    read: ([liquidated = Number.NaN]) => {
      volume = hour.push(liquidated);
      year.push(volume);
      month.push(volume);
      reading.badness = volume;
      reading.measures[0] = volume;
      reading.thresholds[0] = year.count < burnIn ? Number.NaN : normal();
      return reading;
    },
    rank: () => (year.count < burnIn || Number.isNaN(volume) ? Number.NaN : year.rankOf(volume)),
  };
}
