import { ImportError } from "../errors.ts";

/** A block whose time is known, in seconds. */
export interface KnownTime {
  readonly block: number;
  readonly time: number;
}

/** Seconds per block after the last known one; the average on mainnet in 2020. */
const SECONDS_PER_BLOCK = 13;

/** Returns the position of the last value that is not above the target, or -1; values ascend. */
function lastNotAbove(count: number, isAbove: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAbove(middle)) high = middle;
    else low = middle + 1;
  }
  return low - 1;
}

/**
 * Times of blocks between known ones, linear in the block number and rounded down. Later blocks have later times.
 */
export class BlockTimes {
  readonly #known: readonly KnownTime[];

  /**
   * @throws {ImportError} when there is no known time, when two differ for one block, or when two blocks are
   * further apart in number than in seconds.
   */
  constructor(known: readonly KnownTime[]) {
    const sorted = [...known].sort((a, b) => a.block - b.block || a.time - b.time);
    this.#known = sorted.filter((one, index) => one.block !== sorted[index + 1]?.block);
    if (this.#known.length === 0) throw new ImportError("No block has a known time.");
    for (const [index, one] of sorted.entries()) assertFollows(sorted[index - 1], one);
  }

  /** Returns the time of a block, seconds. */
  timeOf(block: number): number {
    const index = lastNotAbove(this.#known.length, (at) => this.#at(at).block > block);
    if (index < 0) throw new ImportError(`Block ${block} lies before the first block with a known time.`);
    const left = this.#at(index);
    const right = this.#known[index + 1];
    if (right === undefined) return left.time + SECONDS_PER_BLOCK * (block - left.block);
    return (
      left.time + Math.floor(((right.time - left.time) * (block - left.block)) / (right.block - left.block))
    );
  }

  /**
   * Places times that fall between known blocks on blocks of their own: each on the block nearest to it by
   * interpolation that is still free, so that later times have later blocks. A known time keeps its block.
   *
   * @throws {ImportError} when there are more times than blocks between two known blocks.
   */
  place(times: readonly number[]): KnownTime[] {
    const wanted = [...new Set(times)].sort((a, b) => a - b);
    const placed: KnownTime[] = [];
    for (const [position, time] of wanted.entries()) {
      const index = lastNotAbove(this.#known.length, (at) => this.#at(at).time > time);
      if (index < 0) throw new ImportError(`Time ${time} lies before the first known time.`);
      const room = this.#roomAfter(wanted, position, index);
      placed.push({ block: this.#blockFor(time, index, placed.at(-1)?.block ?? 0, room), time });
    }
    return placed;
  }

  /** Number of wanted times after `position` that fall between the same two known blocks. */
  #roomAfter(wanted: readonly number[], position: number, index: number): number {
    const end = this.#known[index + 1]?.time ?? Number.POSITIVE_INFINITY;
    return lastNotAbove(wanted.length, (at) => (wanted[at] as number) >= end) - position;
  }

  #blockFor(time: number, index: number, previous: number, room: number): number {
    const left = this.#at(index);
    if (left.time === time) return left.block;
    const right = this.#known[index + 1];
    if (right === undefined)
      return Math.max(previous, left.block) + Math.ceil((time - left.time) / SECONDS_PER_BLOCK);
    const share = (time - left.time) / (right.time - left.time);
    const nearest = left.block + Math.round(share * (right.block - left.block));
    const lowest = Math.max(previous, left.block) + 1;
    const highest = right.block - 1 - room;
    if (lowest > highest)
      throw new ImportError(`No block is free for time ${time} between ${left.block} and ${right.block}.`);
    return Math.min(Math.max(nearest, lowest), highest);
  }

  #at(index: number): KnownTime {
    return this.#known[index] as KnownTime;
  }
}

function assertFollows(left: KnownTime | undefined, right: KnownTime): void {
  if (left === undefined) return;
  const blocks = right.block - left.block;
  const seconds = right.time - left.time;
  if (blocks === 0 ? seconds === 0 : seconds >= blocks) return;
  throw new ImportError(
    `Times do not fit: block ${left.block} has ${left.time} and block ${right.block} has ${right.time}.`,
  );
}
