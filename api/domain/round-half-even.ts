import { InvalidRequestError } from "./errors.ts";

/**
 * Rounds an exact quotient to an integer, ties to the even neighbour.
 *
 * @param numerator - Any sign.
 * @param denominator - Not zero, any sign.
 * @throws {InvalidRequestError} when the denominator is zero.
 * @example roundHalfEven(5n, 2n) // 2n
 * @example roundHalfEven(-7n, 2n) // -4n
 */
export function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator === 0n) throw new InvalidRequestError("Expected a denominator other than zero.");
  const isNegative = numerator < 0n !== denominator < 0n;
  const dividend = numerator < 0n ? -numerator : numerator;
  const divisor = denominator < 0n ? -denominator : denominator;
  const floor = dividend / divisor;
  const twice = (dividend % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && floor % 2n === 1n);
  const magnitude = isUp ? floor + 1n : floor;
  return isNegative ? -magnitude : magnitude;
}
