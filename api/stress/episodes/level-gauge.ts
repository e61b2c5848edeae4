import { emptyReading, type Gauge, noRank } from "./gauge.ts";
import type { ConditionId } from "./trigger.ts";

/** A series that is bad above a fixed threshold: (f) a price's age in heartbeats, (g) an impairment as 0 or 1, (h) the stress index. */
export function levelGauge(id: ConditionId, threshold: number, buckets: number): Gauge {
  const reading = emptyReading(1);
  reading.thresholds[0] = threshold;
  return {
    rules: [{ id, isInclusive: false, buckets }],
    read: ([level = Number.NaN]) => {
      reading.badness = level;
      reading.measures[0] = level;
      return reading;
    },
    rank: noRank,
  };
}
