import { type DecimalString, formatDecimal } from "./decimal-string.ts";
import type { MetricStatus } from "./metric-status.ts";
import { rational, toDecimal } from "./rational.ts";

/** An exact quotient with its parts; `value` is null when the status is neither OK nor PARTIAL_COVERAGE. */
export type Ratio = {
  readonly value: DecimalString | null;
  readonly numerator: DecimalString;
  readonly denominator: DecimalString;
  /** What is divided by what, such as `auctions / auctions`. */
  readonly unit: string;
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/**
 * Divides two amounts of the same scale: 1 means 100 %, never percent.
 *
 * @param decimals - Scale of both amounts; counts have 0.
 * @returns value rounded half-even to 18 decimals; null with ZERO_DENOMINATOR when there is nothing to divide by.
 * @example ratio(1454n, 4076n, "auctions / auctions").value // "0.356722276741903827"
 */
export function ratio(numerator: bigint, denominator: bigint, unit: string, decimals = 0): Ratio {
  const parts = {
    numerator: formatDecimal(numerator, decimals),
    denominator: formatDecimal(denominator, decimals),
    unit,
  };
  if (denominator === 0n) {
    return { ...parts, value: null, status: "ZERO_DENOMINATOR", reason: "The denominator is zero." };
  }
  return { ...parts, value: toDecimal(rational(numerator, denominator)), status: "OK", reason: null };
}

/** Makes a ratio that does not apply: value null with the given status and reason, both parts zero. */
export function missingRatio(unit: string, status: MetricStatus, reason: string): Ratio {
  const zero = formatDecimal(0n, 0);
  return { value: null, numerator: zero, denominator: zero, unit, status, reason };
}

/** Says what a ratio leaves out: OK becomes PARTIAL_COVERAGE with the reason, the value stays; other statuses stay. */
export function partialRatio(ratio: Ratio, reason: string): Ratio {
  return ratio.status === "OK" ? { ...ratio, status: "PARTIAL_COVERAGE", reason } : ratio;
}
