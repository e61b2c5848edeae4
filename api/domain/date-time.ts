import { InvalidRequestError } from "./errors.ts";

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.0+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Writes seconds since 1970-01-01 UTC as RFC 3339 in UTC.
 *
 * @example formatDateTime(1584020109n) // "2020-03-12T13:35:09Z"
 */
export function formatDateTime(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace(".000Z", "Z");
}

/**
 * Reads RFC 3339 into seconds since 1970-01-01 UTC.
 *
 * @throws {InvalidRequestError} when the text is not a whole second in RFC 3339 with a zone.
 */
export function parseDateTime(text: string): bigint {
  const milliseconds = RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new InvalidRequestError(
      `Expected a time such as "2020-03-12T00:00:00Z" (RFC 3339, whole seconds, with zone), got "${text.slice(0, 40)}".`,
    );
  }
  return BigInt(milliseconds / 1000);
}
