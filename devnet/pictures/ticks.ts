/** Steps between ticks that people read easily. */
const NICE = [1, 2, 5, 10];

/**
 * Returns round numbers from at most `low` to at least `high`, ascending.
 *
 * @param count - About how many steps there are between them.
 */
export function niceTicks(low: number, high: number, count: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const power = 10 ** Math.floor(Math.log10(span / count));
  const step = power * (NICE.find((one) => one * power * count >= span) ?? 10);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, at) => (first + at) * step);
}

/** Writes a tick without the dust of binary fractions, thousands apart. */
export function tickText(value: number): string {
  return new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 }).format(value);
}
