import { setTimeout as sleep } from "node:timers/promises";

/** Blocks that a chain may be ahead of graph-node: anvil keeps the state of about 4,000 past blocks. */
const MAX_LEAD = 3_000;
const INTERVAL_MS = 100;

/** Returns the number of the last indexed block; 0 before the first. */
export type IndexedBlock = () => Promise<number>;

/**
 * Holds a replay back while graph-node is far behind it. graph-node asks contracts for their answers at the block it
 * indexes, and a chain that has run too far ahead has forgotten them.
 */
export class ReplayPace {
  #ask: IndexedBlock = async () => 0;
  #indexed = 0;

  /** Says how to learn how far graph-node is; until then it counts as having nothing. */
  follow(ask: IndexedBlock): void {
    this.#ask = ask;
  }

  /**
   * Resolves when a block may be added to the chain.
   *
   * @param block - Number of the block on the chain.
   * @throws {StackError} when graph-node stopped indexing for good.
   */
  readonly keep = async (block: number): Promise<void> => {
    while (block - this.#indexed > MAX_LEAD) {
      this.#indexed = await this.#ask();
      if (block - this.#indexed > MAX_LEAD) await sleep(INTERVAL_MS);
    }
  };
}
