import { InvalidRequestError } from "../domain/errors.ts";

/** Deterministic source of random numbers; every call moves it on. */
export type Random = {
  /** Returns an integer in [0, 2^32). */
  readonly nextUint32: () => number;
  /** Returns a number in [0, 1) with 53 random bits. */
  readonly nextUniform: () => number;
  /** Returns an unbiased integer in [0, bound); `bound` is an integer in [1, 2^32]. */
  readonly nextBelow: (bound: number) => number;
};

/** State of the generator: four unsigned 32-bit words, not all zero. */
export type RandomState = readonly [number, number, number, number];

const TWO_32 = 2 ** 32;
const TWO_53 = 2 ** 53;
const MASK_64 = (1n << 64n) - 1n;

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

function xoshiro(state: RandomState): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };
}

function below(nextUint32: () => number, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > TWO_32) {
    throw new InvalidRequestError(`Expected an integer bound from 1 to 2^32, got ${bound}.`);
  }
  const unbiased = TWO_32 - (TWO_32 % bound);
  let word = nextUint32();
  while (word >= unbiased) word = nextUint32();
  return word % bound;
}

/**
 * Makes xoshiro128** from its full state.
 *
 * @throws {InvalidRequestError} when all words are zero: the generator would stand still.
 * @see Blackman and Vigna, Scrambled Linear Pseudorandom Number Generators, ACM TOMS 47 (2021); xoshiro128starstar.c 1.1
 * @example randomFromState([1, 2, 3, 4]).nextUint32() // 11520
 */
export function randomFromState(state: RandomState): Random {
  if (state.every((word) => word >>> 0 === 0)) {
    throw new InvalidRequestError("Expected a state that is not all zero; use seededRandom for any seed.");
  }
  const nextUint32 = xoshiro(state);
  return {
    nextUint32,
    nextUniform: () => ((nextUint32() >>> 5) * 2 ** 26 + (nextUint32() >>> 6)) / TWO_53,
    nextBelow: (bound) => below(nextUint32, bound),
  };
}

function splitMix64(counter: bigint): bigint {
  let z = counter;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
  return z ^ (z >> 31n);
}

/**
 * Makes the generator of a seed: xoshiro128** whose state is two outputs of SplitMix64, low word first.
 * The same seed gives the same numbers on every machine and version of Node.
 *
 * @param seed - Any integer; its lowest 64 bits count.
 * @see Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014
 */
export function seededRandom(seed: bigint): Random {
  const increment = 0x9e3779b97f4a7c15n;
  const first = splitMix64((seed + increment) & MASK_64);
  const second = splitMix64((seed + 2n * increment) & MASK_64);
  const words = [first, first >> 32n, second, second >> 32n].map((word) => Number(word & 0xffffffffn));
  return randomFromState(words as unknown as RandomState);
}
