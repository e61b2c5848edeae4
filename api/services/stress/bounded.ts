import { InvalidRequestError } from "../../domain/errors.ts";

/** Smallest and largest value of an argument. */
export type Bounds = { readonly from: number; readonly to: number };

/**
 * Takes a number that a request may leave out.
 *
 * @throws {InvalidRequestError} when it is outside the bounds.
 */
export function bounded(
  name: string,
  given: number | null | undefined,
  { from, to, otherwise }: Bounds & { readonly otherwise: number },
): number {
  const value = given ?? otherwise;
  if (value >= from && value <= to) return value;
  throw new InvalidRequestError(`Expected ${name} from ${from} to ${to}, got ${value}.`);
}

/**
 * Takes a number that a request may leave out and that has no default.
 *
 * @throws {InvalidRequestError} when it is outside the bounds.
 */
export function boundedOrNull(name: string, given: number | null | undefined, bounds: Bounds): number | null {
  return given == null ? null : bounded(name, given, { ...bounds, otherwise: given });
}
