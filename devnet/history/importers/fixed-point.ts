import { ImportError } from "../errors.ts";

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

/**
 * Reads a decimal number exactly, as an integer in units of 10^-`decimals`.
 *
 * @throws {ImportError} when the text is no plain decimal number or has more decimals than the unit can hold.
 * @example fixedPoint("6286.611", 45) // 6286611n * 10n ** 42n
 */
export function fixedPoint(text: string, decimals: number): bigint {
  const [, whole, fraction = ""] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || fraction.length > decimals) {
    throw new ImportError(
      `Expected a decimal number with at most ${decimals} decimals, but found "${text}".`,
    );
  }
  return BigInt(whole + fraction.padEnd(decimals, "0"));
}
