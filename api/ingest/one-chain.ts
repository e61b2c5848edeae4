import { type LedgerBlock, readParent } from "./head.ts";
import { InconsistentReadError } from "./ingest-errors.ts";
import type { PinnedLedger } from "./pinned-ledger.ts";

/**
 * Shows that all pages read so far come from one chain: every head that an answer was given at is the head of the
 * round or a descendant of it, or the pages end so deep below all heads that nothing there can change any more.
 *
 * graph-node does not check that a pinned hash is still on the chain, so this is what makes a round consistent.
 *
 * @param upTo - Last block that the pages cover.
 * @param finalityDepth - Blocks below a head from which on nothing is reorganised.
 * @throws {InconsistentReadError} when it cannot be shown.
 */
export async function assertOneChain(
  ledger: PinnedLedger,
  upTo: bigint,
  finalityDepth: bigint,
): Promise<void> {
  const others = ledger.headsSeen.filter(({ hash }) => hash !== ledger.head.hash);
  if (others.length === 0) return;
  if (others.every(({ number }) => number - upTo >= finalityDepth)) return;
  const newest = others.reduce((a, b) => (b.number > a.number ? b : a));
  if (newest.number - ledger.head.number > finalityDepth) throw inconsistent(ledger, "the head runs ahead");
  const chain = await walkBack(ledger, newest, ledger.head.number);
  const stray = [ledger.head, ...others].find(({ hash }) => !chain.has(hash));
  if (stray !== undefined) {
    throw inconsistent(
      ledger,
      `block ${stray.number} ${stray.hash} cannot be traced back from block ${newest.number} ${newest.hash}`,
    );
  }
}

/**
 * Shows by walking down from the head of the round that a block is below it.
 *
 * @param maxSteps - Longest walk, one request a step.
 * @returns False when the block is not on the chain, when it is too far below, or when a parent is not known.
 */
export async function isBelowHead(
  ledger: PinnedLedger,
  block: LedgerBlock,
  maxSteps: bigint,
): Promise<boolean> {
  const distance = ledger.head.number - block.number;
  if (distance < 0n || distance > maxSteps) return false;
  return (await walkBack(ledger, ledger.head, block.number)).has(block.hash);
}

/** Hashes from a block down to a number, as far as parents are known. */
async function walkBack(ledger: PinnedLedger, from: LedgerBlock, downTo: bigint): Promise<Set<string>> {
  const chain = new Set([from.hash]);
  for (let block = from; block.number > downTo; ) {
    const parent = await readParent(ledger.client, block.hash, ledger.signal);
    if (parent === null) return chain;
    chain.add(parent.hash);
    block = parent;
  }
  return chain;
}

function inconsistent(ledger: PinnedLedger, detail: string): InconsistentReadError {
  return new InconsistentReadError(ledger.client.host, detail);
}
