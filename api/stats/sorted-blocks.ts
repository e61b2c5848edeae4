/** Values of a block when it is split in two. */
const FULL = 512;

type Block = { readonly values: Float64Array; count: number };

/**
 * An ordered multiset of finite numbers in sorted blocks: insertion and removal move at most one block, a value by its
 * rank is found by counting blocks from the nearer end.
 */
export class SortedBlocks {
  #blocks: Block[] = [];
  #size = 0;

  /** Number of values. */
  get size(): number {
    return this.#size;
  }

  /** Adds a finite value. */
  insert(value: number): void {
    const at = this.#blockOf(value);
    const block = this.#blocks[at] ?? this.#append();
    const index = lowerBound(block, value);
    block.values.copyWithin(index + 1, index, block.count);
    block.values[index] = value;
    block.count += 1;
    this.#size += 1;
    if (block.count === FULL) this.#split(at);
  }

  /** Removes one value; one that is not there leaves everything as it is. */
  remove(value: number): void {
    const at = this.#blockOf(value);
    const block = this.#blocks[at];
    if (block === undefined) return;
    const index = lowerBound(block, value);
    if (index >= block.count || block.values[index] !== value) return;
    block.values.copyWithin(index, index + 1, block.count);
    block.count -= 1;
    this.#size -= 1;
    if (block.count === 0) this.#blocks.splice(at, 1);
  }

  /**
   * Returns the value with so many values before it.
   *
   * @param rank - 0 for the smallest, below `size`.
   * @throws {RangeError} when there is none.
   */
  at(rank: number): number {
    if (!(rank >= 0 && rank < this.#size))
      throw new RangeError(`Expected a rank below ${this.#size}, got ${rank}.`);
    return rank < this.#size / 2 ? this.#fromStart(rank) : this.#fromEnd(this.#size - 1 - rank);
  }

  /** Counts the values that are at most this one. */
  countAtMost(value: number): number {
    let count = 0;
    for (const block of this.#blocks) {
      if ((block.values[block.count - 1] as number) <= value) count += block.count;
      else return count + upperBound(block, value);
    }
    return count;
  }

  #fromStart(rank: number): number {
    let left = rank;
    let at = 0;
    for (; left >= (this.#blocks[at] as Block).count; at += 1) left -= (this.#blocks[at] as Block).count;
    return (this.#blocks[at] as Block).values[left] as number;
  }

  #fromEnd(rank: number): number {
    let left = rank;
    let at = this.#blocks.length - 1;
    for (; left >= (this.#blocks[at] as Block).count; at -= 1) left -= (this.#blocks[at] as Block).count;
    const block = this.#blocks[at] as Block;
    return block.values[block.count - 1 - left] as number;
  }

  /** First block whose last value is at least this one; the last block when there is none. */
  #blockOf(value: number): number {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const block = this.#blocks[middle] as Block;
      if ((block.values[block.count - 1] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #append(): Block {
    const block = { values: new Float64Array(FULL), count: 0 };
    this.#blocks.push(block);
    return block;
  }

  #split(at: number): void {
    const block = this.#blocks[at] as Block;
    const half = FULL / 2;
    const upper = { values: new Float64Array(FULL), count: FULL - half };
    upper.values.set(block.values.subarray(half, FULL));
    block.count = half;
    this.#blocks.splice(at + 1, 0, upper);
  }
}

/** First place whose value is at least this one. */
function lowerBound({ values, count }: Block, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First place whose value is above this one. */
function upperBound({ values, count }: Block, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
