import type { DecimalString } from "../domain/decimal-string.ts";
import type { MetricStatus } from "../domain/metric-status.ts";
import { rational, toDecimal } from "../domain/rational.ts";

/** One loss and the claims that it was spread over, in one unit. */
export type Cut = {
  readonly loss: bigint;
  /** Null when the event does not tell. */
  readonly claims: bigint | null;
};

/** What a claim lost by several cuts one after another. */
export type CompoundedHaircut = {
  /** Share of a claim in [0, 1], rounded half-even to 18 decimals; null exactly when the status is neither OK nor PARTIAL_COVERAGE. */
  readonly value: DecimalString | null;
  readonly cuts: number;
  /** Cuts whose claims are known, which the value holds. */
  readonly known: number;
  readonly status: MetricStatus;
  readonly reason: string | null;
};

/**
 * Compounds cuts: 1 − Π (1 − loss / claims), an exact quotient rounded once. The order does not matter.
 *
 * @returns Zero without cuts. A cut with unknown, zero or too small claims is left out: PARTIAL_COVERAGE, or NO_DATA when it is so of all.
 * @example compoundedHaircut([{ loss: 1n, claims: 10n }, { loss: 1n, claims: 5n }]).value // "0.28"
 */
export function compoundedHaircut(cuts: readonly Cut[]): CompoundedHaircut {
  const known = cuts.filter(isKnown);
  const counts = { cuts: cuts.length, known: known.length };
  const reason = `${cuts.length - known.length} of ${cuts.length} losses have no known claims that hold them.`;
  if (known.length === 0 && cuts.length > 0) return { ...counts, value: null, status: "NO_DATA", reason };
  const before = product(known.map(({ claims }) => claims));
  const after = product(known.map(({ loss, claims }) => claims - loss));
  const value = toDecimal(rational(before - after, before));
  if (known.length < cuts.length) return { ...counts, value, status: "PARTIAL_COVERAGE", reason };
  return { ...counts, value, status: "OK", reason: null };
}

function isKnown(cut: Cut): cut is Cut & { readonly claims: bigint } {
  return cut.claims !== null && cut.claims > 0n && cut.loss <= cut.claims;
}

/** Multiplies halves by halves: factors of one size are what makes multiplying large numbers fast. */
function product(factors: readonly bigint[]): bigint {
  if (factors.length <= 1) return factors[0] ?? 1n;
  const middle = Math.floor(factors.length / 2);
  return product(factors.slice(0, middle)) * product(factors.slice(middle));
}
