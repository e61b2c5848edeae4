/** What canonical JSON can hold; bigint is written as a string of digits. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | bigint
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/**
 * Writes a value so that equal values give equal bytes: keys sorted, absent keys left out, no spaces.
 *
 * @example canonicalJson({ b: 1n, a: undefined, c: null }) // '{"b":"1","c":null}'
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === "bigint") return JSON.stringify(value.toString());
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: CanonicalValue) => canonicalJson(item)).join(",")}]`;
  const record = value as { readonly [key: string]: CanonicalValue | undefined };
  const entries = Object.keys(record)
    .sort()
    .flatMap((key) => {
      const item = record[key];
      return item === undefined ? [] : [`${JSON.stringify(key)}:${canonicalJson(item)}`];
    });
  return `{${entries.join(",")}}`;
}
