/**
 * Returns the rank of every value from 1 on, in the order given; equal values share the mean of their ranks.
 *
 * @param values - Finite numbers.
 * @see Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945)
 * @example ranks([30, 10, 20, 10]) // [4, 1.5, 3, 1.5]
 */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const result = new Array<number>(values.length).fill(0);
  let first = 0;
  while (first < order.length) {
    const value = values[order[first] as number];
    let end = first + 1;
    while (end < order.length && values[order[end] as number] === value) end += 1;
    for (const place of order.slice(first, end)) result[place] = (first + 1 + end) / 2;
    first = end;
  }
  return result;
}
