/** Numbers that a seed repeats. */
export interface SeededRandom {
  readonly seed: number;
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
}

/**
 * Returns random numbers and prints the seed, so that a failure can be repeated with SEAWALL_SEED.
 *
 * @param title - Name of the test, printed with the seed.
 */
export function seededRandom(title: string): SeededRandom {
  const given = process.env["SEAWALL_SEED"];
  const seed = given === undefined || given === "" ? Math.floor(Math.random() * 2 ** 32) : Number(given);
  console.log(`${title}: SEAWALL_SEED=${seed}`);
  let state = seed >>> 0;
  const next = () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { seed, next, integer: (low, high) => low + Math.floor(next() * (high - low + 1)) };
}
