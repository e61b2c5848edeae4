/**
 * Reads the header `Retry-After` of an HTTP answer, which states seconds or a date (RFC 9110, section 10.2.3).
 *
 * @param now - Milliseconds since 1970, for the date.
 * @returns Milliseconds to wait, more than 0; null when the header is missing, malformed or in the past.
 * @example retryAfterMs("120", now) // 120000
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const isSeconds = /^\d+(\.\d+)?$/.test(header.trim());
  const wait = isSeconds ? Number(header) * 1000 : Date.parse(header) - now;
  return wait > 0 ? wait : null;
}
