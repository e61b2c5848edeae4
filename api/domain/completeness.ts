import type { DecimalString } from "./decimal-string.ts";
import { rational, toDecimal } from "./rational.ts";

/** Counts of inputs that a metric needed and found. */
export type Completeness = { readonly required: number; readonly present: number };

/** Returns the share of required inputs that were present, in [0, 1]; 1 when none was required. */
export function completenessShare({ required, present }: Completeness): DecimalString {
  return toDecimal(required === 0 ? rational(1n) : rational(BigInt(present), BigInt(required)));
}

/** Adds the counts of several parts of an answer. */
export function addCompleteness(parts: readonly Completeness[]): Completeness {
  return {
    required: parts.reduce((sum, part) => sum + part.required, 0),
    present: parts.reduce((sum, part) => sum + part.present, 0),
  };
}
