/**
 * Returns at each time the share of the series so far that lies below the newest value, equal values counted half:
 * (#{s ≤ t: x_s < x_t} + ½#{s ≤ t: x_s = x_t})/#{s ≤ t}. Nothing later enters, and a constant series stays at ½.
 *
 * @param values - In time order, finite; null where there is none. Gaps are neither ranked nor counted.
 * @returns Shares inside (0, 1), as many as values; null at gaps.
 * @see Holló, Kremer and Lo Duca, CISS - a composite indicator of systemic stress, ECB Working Paper 1426 (2012), section 2.2
 * @example recursiveRanks([3, 1, null, 2, 2]) // [0.5, 0.25, null, 0.5, 0.5]
 */
export function recursiveRanks(values: readonly (number | null)[]): (number | null)[] {
  const places = Float64Array.from(values.filter((value) => value !== null)).sort();
  const counts = new PrefixCounts(places.length);
  let seen = 0;
  return values.map((value) => {
    if (value === null) return null;
    const place = placeOf(places, value);
    counts.add(place);
    seen += 1;
    return (counts.below(place) + counts.below(place + 1)) / (2 * seen);
  });
}

/** First position of a value that is in an ascending list. */
function placeOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Counts by place with their running sums (a Fenwick tree): both steps cost the logarithm of the places. */
class PrefixCounts {
  readonly #sums: Uint32Array;

  constructor(places: number) {
    this.#sums = new Uint32Array(places + 1);
  }

  /** Counts one more at a place from 0 on. */
  add(place: number): void {
    for (let node = place + 1; node < this.#sums.length; node += node & -node) {
      this.#sums[node] = (this.#sums[node] as number) + 1;
    }
  }

  /** Returns how many were counted at places below the given one. */
  below(place: number): number {
    let sum = 0;
    for (let node = place; node > 0; node -= node & -node) sum += this.#sums[node] as number;
    return sum;
  }
}
