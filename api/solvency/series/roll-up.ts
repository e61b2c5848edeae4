import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  rational,
} from "../../domain/rational.ts";
import { missingWorth, type Worth } from "../../domain/worth.ts";
import type { RollUp } from "./series-metric.ts";

/** Ways in which values that held inside a bucket become one. */
export type HeldRollUp = Extract<RollUp, "MIN" | "MAX" | "TWAP">;

/**
 * Makes one value of those that held during a bucket, one after another: the smallest, the largest, or the exact mean
 * over time, Σ value × seconds / Σ seconds. Values that held for less than a second count for nothing.
 */
export class HeldValues {
  readonly #kind: HeldRollUp;
  readonly #unit: string;
  #extreme: Rational | null = null;
  #weighted: Rational = rational(0n);
  #seconds = 0n;
  #knownSeconds = 0n;
  #flawedSeconds = 0n;
  #firstFlaw: Worth | null = null;

  /** @param unit - Of all values. */
  constructor(kind: HeldRollUp, unit: string) {
    this.#kind = kind;
    this.#unit = unit;
  }

  /** Counts a value that held for some seconds. */
  add(worth: Worth, seconds: bigint): void {
    if (seconds <= 0n) return;
    this.#seconds += seconds;
    if (worth.status !== "OK") {
      this.#flawedSeconds += seconds;
      this.#firstFlaw ??= worth;
    }
    if (worth.amount === null) return;
    this.#knownSeconds += seconds;
    if (this.#kind === "TWAP") {
      this.#weighted = addRational(this.#weighted, multiplyRational(worth.amount, rational(seconds)));
    } else if (this.#extreme === null || this.#isBeyond(worth.amount, this.#extreme)) {
      this.#extreme = worth.amount;
    }
  }

  /**
   * Gives the one value.
   *
   * @returns PARTIAL_COVERAGE with what the known seconds give where the value was not known in full all the time; the
   *   first missing value's status where it never was; NO_DATA where none was counted.
   */
  result(): Worth {
    const flaw = this.#firstFlaw;
    if (this.#knownSeconds === 0n) {
      return missingWorth(this.#unit, flaw?.status ?? "NO_DATA", flaw?.reason ?? "No second of it is known.");
    }
    const mean = multiplyRational(this.#weighted, rational(1n, this.#knownSeconds));
    const amount = this.#extreme ?? mean;
    if (flaw === null) return { amount, unit: this.#unit, status: "OK", reason: null };
    const reason = `The value is not known in full during ${this.#flawedSeconds} of ${this.#seconds} s; at first: ${flaw.reason}`;
    return { amount, unit: this.#unit, status: "PARTIAL_COVERAGE", reason };
  }

  #isBeyond(amount: Rational, extreme: Rational): boolean {
    const order = compareRational(amount, extreme);
    return this.#kind === "MIN" ? order < 0 : order > 0;
  }
}
