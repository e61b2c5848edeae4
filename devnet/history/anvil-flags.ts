import type { HistoryDescription } from "./format.ts";

/**
 * Returns the flags of an anvil that takes a replay: it begins a second before the history, mines only when told,
 * keeps the order in which transactions arrive, and follows the rules of Shanghai. From Cancun on every block
 * writes to system contracts whose whole storage anvil hashes again each time, which makes 8,000 blocks take
 * twelve times the processor time.
 */
export function anvilFlags({ range }: HistoryDescription): string[] {
  const timestamp = String(range.fromTimestamp - 1);
  return ["--timestamp", timestamp, "--no-mining", "--order", "fifo", "--hardfork", "shanghai"];
}
