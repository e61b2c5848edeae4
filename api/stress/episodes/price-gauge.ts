import { RollingQuantile } from "../../stats/rolling-quantile.ts";
import { Delay } from "./delay.ts";
import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import { emptyReading, type Gauge } from "./gauge.ts";

/**
 * (a) A collateral's price: the return over a day at or below −15 %, or at or below the trailing year's 1 % quantile of
 * such returns where that is negative. One series: the price.
 */
export function priceGauge(parameters: EpisodeParameters): Gauge {
  const earlier = new Delay(bucketsIn(parameters.changeSeconds, parameters));
  const falls = new RollingQuantile(bucketsIn(parameters.quantileSeconds, parameters));
  const burnIn = bucketsIn(parameters.burnInSeconds, parameters);
  const reading = emptyReading(2);
  const { measures, thresholds } = reading;
  const buckets = parameters.onsetBuckets;
  thresholds[0] = parameters.priceFall;
  let fall = Number.NaN;
  return {
    rules: [
      { id: "RETURN_BELOW_LIMIT", isInclusive: true, buckets },
      { id: "RETURN_BELOW_QUANTILE", isInclusive: true, buckets },
    ],
    read: ([price = Number.NaN]) => {
      fall = 1 - price / earlier.push(price);
      falls.push(fall);
      reading.badness = -price;
      measures[0] = fall;
      measures[1] = fall;
      thresholds[1] =
        falls.count < burnIn ? Number.NaN : positive(falls.quantile(1 - parameters.priceQuantile));
      return reading;
    },
    rank: () => (falls.count < burnIn || Number.isNaN(fall) ? Number.NaN : falls.rankOf(fall)),
  };
}

/** A quantile that is no fall never puts the condition on: nothing is as large as the threshold. */
function positive(quantile: number): number {
  return quantile > 0 ? quantile : Number.POSITIVE_INFINITY;
}
