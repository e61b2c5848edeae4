import type { HistoryDescription } from "./format.ts";

/**
 * Returns the flags of an anvil that takes a replay: it begins a second before the history, mines only when told,
 * and keeps the order in which transactions arrive.
 *
 * Two more keep the time of a replay in proportion to its length. The rules are those of Shanghai: from Cancun on
 * every block writes to system contracts whose whole storage anvil hashes again each time. And a history in which
 * nothing is called keeps no past states: anvil writes each of them to disk with the hashes of all blocks before.
 */
export function anvilFlags({ range, counts }: HistoryDescription): string[] {
  const timestamp = String(range.fromTimestamp - 1);
  const flags = ["--timestamp", timestamp, "--no-mining", "--order", "fifo", "--hardfork", "shanghai"];
  return counts.calls === 0 ? [...flags, "--prune-history"] : flags;
}
