import { compareRational, type Rational } from "../../domain/rational.ts";

/** From a log on, one smallest unit of collateral carries this much debt: a position with collateral × level < debt may be liquidated. */
export type LevelStep = {
  readonly ordinal: bigint;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly seconds: bigint;
  readonly level: Rational;
};

/** Steps that are looked at together. */
const BLOCK = 64;

/** The levels of a market in the order of the ledger, with the lowest and highest of each block of steps so that a search can skip it. */
export class LevelSteps {
  readonly #steps: readonly LevelStep[];
  readonly #lowest: Rational[] = [];
  readonly #highest: Rational[] = [];

  /** @param steps - In the order of the ledger. */
  constructor(steps: readonly LevelStep[]) {
    this.#steps = steps;
    for (let start = 0; start < steps.length; start += BLOCK) {
      const levels = steps.slice(start, start + BLOCK).map(({ level }) => level);
      this.#lowest.push(levels.reduce((a, b) => (compareRational(b, a) < 0 ? b : a)));
      this.#highest.push(levels.reduce((a, b) => (compareRational(b, a) > 0 ? b : a)));
    }
  }

  /** Number of steps. */
  get length(): number {
    return this.#steps.length;
  }

  /** Returns a step; undefined beyond either end. */
  step(index: number): LevelStep | undefined {
    return this.#steps[index];
  }

  /** Returns the index of the first step after a log; that of the step in force there is one less. */
  after(ordinal: bigint): number {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#steps[middle] as LevelStep).ordinal <= ordinal) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * Finds the first step from an index on at which the answer is the wanted one.
   *
   * @param end - Index of the first step that does not count.
   * @param isUnsafe - True below some level and false from it on.
   * @returns null when there is none.
   */
  next(
    [start, end]: readonly [number, number],
    isUnsafe: (level: Rational) => boolean,
    wanted: boolean,
  ): number | null {
    const extremes = wanted ? this.#lowest : this.#highest;
    for (let index = start; index < end; ) {
      const extreme = extremes[Math.floor(index / BLOCK)];
      const isWhole = index % BLOCK === 0;
      if (isWhole && extreme !== undefined && isUnsafe(extreme) !== wanted) index += BLOCK;
      else if (isUnsafe((this.#steps[index] as LevelStep).level) === wanted) return index;
      else index += 1;
    }
    return null;
  }
}
