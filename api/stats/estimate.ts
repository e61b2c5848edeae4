import type { MetricStatus } from "../domain/metric-status.ts";

/**
 * Status of an estimate: the API's vocabulary and two ways in which only a statistical method fails.
 * DID_NOT_CONVERGE: the iteration ended without an answer. MODEL_DOMAIN: the answer does not exist in the model.
 */
export type EstimateStatus = MetricStatus | "DID_NOT_CONVERGE" | "MODEL_DOMAIN";

/** Confidence interval in the unit of the value; a side that the sample cannot bound is null. */
export type Interval = { readonly lower: number | null; readonly upper: number | null };

/** A statistic with what is needed to judge it. No field is ever NaN or infinite. */
export type Estimate = {
  /** In the unit that the kernel states; null exactly when the status is not OK. */
  readonly value: number | null;
  /** Null when none was asked for or none can be given. */
  readonly interval: Interval | null;
  /** Two-sided coverage of the interval, such as 0.95; null when there is no interval. */
  readonly confidence: number | null;
  /** Observations used. */
  readonly n: number;
  /** Observations that count as independent; equals `n` unless the method corrects for dependence. */
  readonly effectiveN: number;
  /** Name of the method, with its settings. */
  readonly method: string;
  readonly status: EstimateStatus;
  /** Why the status is not OK, or what the reader must know; null when there is nothing to say. */
  readonly reason: string | null;
};

/** What a kernel found; `effectiveN` is `n` and the rest null unless given. */
export type EstimateParts = Pick<Estimate, "n" | "method"> & { readonly value: number } & Partial<
    Pick<Estimate, "interval" | "confidence" | "effectiveN" | "reason">
  >;

function finiteOrNull(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

function finiteInterval(interval: Interval | null): Interval | null {
  if (interval === null) return null;
  return { lower: finiteOrNull(interval.lower), upper: finiteOrNull(interval.upper) };
}

/**
 * Makes an estimate that could be given; a value that is not finite becomes null with MODEL_DOMAIN.
 *
 * @example estimated({ value: 2, n: 30, method: "mean" }).status // "OK"
 */
export function estimated(parts: EstimateParts): Estimate {
  const { value, n, method, effectiveN = n, reason = null } = parts;
  if (!Number.isFinite(value)) {
    return missingEstimate("MODEL_DOMAIN", `Expected a finite value, got ${value}.`, {
      n,
      method,
      effectiveN,
    });
  }
  const interval = finiteInterval(parts.interval ?? null);
  const confidence = interval === null ? null : (parts.confidence ?? null);
  return { value, interval, confidence, n, effectiveN, method, status: "OK", reason };
}

/** Makes an estimate that could not be given: value, interval and confidence are null. */
export function missingEstimate(
  status: Exclude<EstimateStatus, "OK">,
  reason: string,
  parts: { readonly n: number; readonly method: string; readonly effectiveN?: number },
): Estimate {
  const { n, method, effectiveN = n } = parts;
  return { value: null, interval: null, confidence: null, n, effectiveN, method, status, reason };
}

/** Makes the estimate for a sample below the stated minimum; an empty sample has NO_DATA. */
export function tooFew(n: number, minimum: number, method: string): Estimate {
  const status = n === 0 ? "NO_DATA" : "INSUFFICIENT_DATA";
  return missingEstimate(status, `Expected at least ${minimum} observations, got ${n}.`, { n, method });
}
