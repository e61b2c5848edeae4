/**
 * Whether a number could be given. A value is null exactly when the status is not OK;
 * PARTIAL_COVERAGE may carry a value that leaves out what the reason names.
 */
export type MetricStatus =
  | "OK"
  | "NO_DATA"
  | "INSUFFICIENT_DATA"
  | "STALE_INPUT"
  | "ZERO_DENOMINATOR"
  | "NOT_APPLICABLE"
  | "DID_NOT_CONVERGE"
  | "MODEL_DOMAIN"
  | "PARTIAL_COVERAGE"
  | "REORGED";
