import { InvalidRequestError } from "../domain/errors.ts";

/** Primitive polynomial of a dimension after the first (degree, inner coefficients as bits) and its first direction integers. */
type Direction = readonly [degree: number, coefficients: number, ...initial: number[]];

/** First rows of new-joe-kuo-6.21201. */
const DIRECTIONS: readonly Direction[] = [
  [1, 0, 1],
  [2, 1, 1, 3],
  [3, 1, 1, 3, 1],
  [3, 2, 1, 1, 1],
  [4, 1, 1, 1, 3, 3],
  [4, 4, 1, 3, 5, 13],
  [5, 2, 1, 1, 5, 5, 17],
  [5, 4, 1, 1, 5, 5, 5],
  [5, 7, 1, 1, 7, 11, 19],
  [5, 11, 1, 1, 5, 1, 1],
  [5, 13, 1, 1, 1, 3, 11],
  [5, 14, 1, 3, 5, 5, 31],
  [6, 1, 1, 3, 3, 9, 7, 49],
  [6, 13, 1, 1, 1, 15, 21, 21],
  [6, 16, 1, 3, 1, 13, 27, 49],
  [6, 19, 1, 1, 1, 15, 7, 5],
  [6, 22, 1, 3, 1, 15, 13, 25],
  [6, 25, 1, 1, 5, 5, 19, 61],
  [7, 1, 1, 3, 7, 11, 23, 15, 103],
  [7, 4, 1, 3, 7, 13, 13, 15, 69],
];

const BITS = 32;
const TWO_32 = 2 ** BITS;

/** Dimensions for which direction numbers are kept. */
export const SOBOL_DIMENSIONS = DIRECTIONS.length + 1;

/**
 * Makes Sobol's sequence in Gray-code order, not scrambled: the first point is the corner of zeros, the second the centre.
 *
 * @param dimensions - From 1 to {@link SOBOL_DIMENSIONS}.
 * @returns A function that gives the next point of [0, 1)ᵈ at each call, 2³² of them.
 * @throws {InvalidRequestError} when the number of dimensions is outside these.
 * @see Joe and Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM J. Sci. Comput. 30 (2008)
 * @see Bratley and Fox, Algorithm 659, ACM TOMS 14 (1988)
 */
export function sobolSequence(dimensions: number): () => number[] {
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > SOBOL_DIMENSIONS) {
    throw new InvalidRequestError(`Expected 1 to ${SOBOL_DIMENSIONS} dimensions, got ${dimensions}.`);
  }
  const numbers = Array.from({ length: dimensions }, (_, at) => directionNumbers(DIRECTIONS[at - 1]));
  const state = numbers.map(() => 0);
  let index = 0;
  return () => {
    const point = state.map((word) => word / TWO_32);
    const bit = lowestZeroBit(index);
    numbers.forEach((direction, at) => {
      state[at] = ((state[at] as number) ^ (direction[bit] as number)) >>> 0;
    });
    index += 1;
    return point;
  };
}

/** Direction numbers v₁ … v₃₂ as words, highest bit first; the first dimension is van der Corput's sequence. */
function directionNumbers(direction: Direction | undefined): number[] {
  if (direction === undefined) return Array.from({ length: BITS }, (_, bit) => (1 << (31 - bit)) >>> 0);
  const [degree, coefficients, ...initial] = direction;
  const words = initial.map((value, bit) => (value << (31 - bit)) >>> 0);
  for (let bit = degree; bit < BITS; bit++) {
    const oldest = words[bit - degree] as number;
    let word = oldest ^ (oldest >>> degree);
    for (let term = 1; term < degree; term++) {
      if ((coefficients >>> (degree - 1 - term)) & 1) word ^= words[bit - term] as number;
    }
    words.push(word >>> 0);
  }
  return words;
}

function lowestZeroBit(index: number): number {
  return 31 - Math.clz32(~index & (index + 1));
}
