import { ImportError } from "../errors.ts";

const NUMBER = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * Returns a number as an integer in units of 10^-`decimals`. The number counts as the shortest decimal that stands
 * for it, which is what was written when it was stored.
 *
 * @throws {ImportError} when it is negative or not finite, or when it has more decimals and must be exact.
 * @example unitsOf(1e-13, 18, "exact") // 100000n
 */
export function unitsOf(value: number, decimals: number, rounding: "exact" | "round down"): bigint {
  const [, whole, fraction = "", exponent = "0"] = NUMBER.exec(String(value)) ?? [];
  if (whole === undefined) throw new ImportError(`Expected a number from 0 on, but found "${value}".`);
  const shift = decimals + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const unit = 10n ** BigInt(-shift);
  if (rounding === "exact" && digits % unit !== 0n) {
    throw new ImportError(`Expected a number with at most ${decimals} decimals, but found "${value}".`);
  }
  return digits / unit;
}
