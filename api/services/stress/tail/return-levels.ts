import { bucketAt } from "../../../domain/bucket.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import type { Estimate } from "../../../stats/estimate.ts";
import { clustering, type ExtremeValues, returnLevel } from "../../../stress/tail/extreme-values.ts";
import type { Sample } from "../../samples/load-sample.ts";
import type { TailAnswer } from "./tail.ts";

/** A loss that is exceeded once in a span on average. */
export type ReturnLevel = {
  readonly days: number;
  readonly level: Estimate;
  /** True when the span is longer than the sample. */
  readonly isExtrapolated: boolean;
};

const MOST_DAYS = 36_500;
const DAY = 86_400;

/**
 * Estimates the losses that are exceeded once in each span on average, clusters counted once.
 *
 * @throws {InvalidRequestError} when a span is not from 1 to 36,500 days.
 */
export function returnLevels(
  { question, sample }: TailAnswer,
  { choice: { threshold }, shape }: ExtremeValues,
  days: readonly number[],
): ReturnLevel[] {
  const wrong = days.find((span) => !(span >= 1 && span <= MOST_DAYS));
  if (wrong !== undefined) {
    throw new InvalidRequestError(`Expected days of 1 to ${MOST_DAYS}, got ${wrong}.`);
  }
  const theta = threshold === null ? null : (clustering(question, threshold).value ?? 1);
  const perDay = DAY / bucketSeconds(sample);
  return days.map((span) => ({
    days: span,
    level:
      threshold === null || theta === null
        ? shape
        : returnLevel(question, { threshold, theta, observations: span * perDay }),
    isExtrapolated: span * perDay > sample.from.length,
  }));
}

/** Mean seconds of the buckets of a sample. */
function bucketSeconds({ bucket, from }: Sample): number {
  const [first, last] = [from[0], from.at(-1)];
  if (first === undefined || last === undefined) return DAY;
  const end = Number(bucketAt(bucket, BigInt(last)).to);
  return (end - first) / from.length;
}
