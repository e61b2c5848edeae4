/**
 * Reads a decimal, with or without exponent, as an integer in units of 10^-decimals.
 *
 * @throws {Error} when it has more digits than that.
 * @example exactUnits("1.5e-3", 6) // 1500n
 */
export function exactUnits(text: string, decimals: number): bigint {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const shift = decimals + Number(exponent) - fraction.length;
  const digits = BigInt(`${whole}${fraction}`);
  if (shift >= 0) return digits * 10n ** BigInt(shift);
  const divisor = 10n ** BigInt(-shift);
  if (digits % divisor !== 0n) throw new Error(`Expected at most ${decimals} decimals, got "${text}".`);
  return digits / divisor;
}
