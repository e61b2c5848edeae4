import type { Branded } from "./branded.ts";
import { InvalidRequestError } from "./errors.ts";

/** Exact decimal number: optional minus, no leading or trailing zeros, no exponent. */
export type DecimalString = Branded<string, "DecimalString">;

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;
const MAX_LENGTH = 200;

/**
 * Writes an integer in units of 10^-decimals as an exact decimal.
 *
 * @param raw - Integer in the smallest unit, any sign.
 * @param decimals - Number of decimals, 0 or more.
 * @example formatDecimal(-1500000n, 6) // "-1.5"
 */
export function formatDecimal(raw: bigint, decimals: number): DecimalString {
  const digits = (raw < 0n ? -raw : raw).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, "");
  const sign = raw < 0n ? "-" : "";
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}` as DecimalString;
}

/**
 * Reads a plain decimal into an integer and its number of decimals.
 *
 * @param text - Such as `-1.50`; no exponent, at most 200 characters.
 * @returns `raw / 10^decimals` is the number; trailing zeros are dropped.
 * @throws {InvalidRequestError} when the text is not a plain decimal.
 * @example parseDecimal("1.50") // { raw: 15n, decimals: 1 }
 */
export function parseDecimal(text: string): { raw: bigint; decimals: number } {
  const match = text.length <= MAX_LENGTH ? DECIMAL.exec(text) : null;
  if (match === null) {
    throw new InvalidRequestError(
      `Expected a plain decimal such as "0.01", got "${text.slice(0, 40)}". Write it without exponent or separators.`,
    );
  }
  const [, sign = "", whole = "0", digits = ""] = match;
  const fraction = digits.replace(/0+$/, "");
  return { raw: BigInt(`${sign}${whole}${fraction}`), decimals: fraction.length };
}
