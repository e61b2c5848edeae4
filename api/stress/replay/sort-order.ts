const DIGIT_BITS = 16;
const DIGITS = 2 ** DIGIT_BITS;
const DIGIT_MASK = DIGITS - 1;
const WORD_BITS = 32;

/**
 * Finds the order of numbers, smallest first, equal ones by index: radix sort on the bits of the doubles, which for numbers
 * of 0 or more are in the order of the numbers.
 *
 * @param keys - 0 or more, infinity included, never NaN.
 * @returns Indexes into the keys.
 * @example sortOrder(Float64Array.of(3, 1, 2)) // [1, 2, 0]
 */
export function sortOrder(keys: Float64Array): Uint32Array {
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  let order = new Uint32Array(keys.length);
  let next = new Uint32Array(keys.length);
  for (let index = 0; index < order.length; index++) order[index] = index;
  for (const word of [0, 1]) {
    for (let shift = 0; shift < WORD_BITS; shift += DIGIT_BITS) {
      scatter({ words, word, shift }, order, next);
      [order, next] = [next, order];
    }
  }
  return order;
}

type Digit = { readonly words: Uint32Array; readonly word: number; readonly shift: number };

/** Moves indexes into the order of one digit; those with the same digit keep their order. */
function scatter({ words, word, shift }: Digit, order: Uint32Array, next: Uint32Array): void {
  const places = new Uint32Array(DIGITS);
  for (let at = 0; at < order.length; at++) {
    const digit = ((words[2 * (order[at] as number) + word] as number) >>> shift) & DIGIT_MASK;
    places[digit] = (places[digit] as number) + 1;
  }
  let place = 0;
  for (let digit = 0; digit < DIGITS; digit++) {
    const count = places[digit] as number;
    places[digit] = place;
    place += count;
  }
  for (let at = 0; at < order.length; at++) {
    const index = order[at] as number;
    const digit = ((words[2 * index + word] as number) >>> shift) & DIGIT_MASK;
    const to = places[digit] as number;
    next[to] = index;
    places[digit] = to + 1;
  }
}
