import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import type { RpcClient } from "../history/rpc.ts";
import type { BlockId, Book, LedgerSource } from "./book.ts";
import { ChainReader } from "./chain-reader.ts";
import { compareBook } from "./compare-book.ts";
import { ForeignChainError, ReconcileError } from "./errors.ts";
import type { Finding } from "./finding.ts";
import { IntervalList } from "./interval-list.ts";
import { viewTables } from "./view-tables.ts";

/** Blocks that are read side by side: most of the time is spent waiting for answers. */
const AT_ONCE = 4;

/** What to compare. */
export interface RangeOptions {
  readonly ledger: LedgerSource;
  readonly rpc: RpcClient;
  /** The contracts. */
  readonly network: NetworkConfig;
  readonly from: bigint;
  /** Included, whatever `every` is. */
  readonly to: bigint;
  /** Blocks from one comparison to the next. */
  readonly every: bigint;
  /** Slug; null for all protocols. */
  readonly protocol: string | null;
  /** Most positions to compare, oldest first. */
  readonly positions: number;
  readonly onProgress?: (progress: RangeProgress) => void;
  /** Asked before each block; true ends the range early. */
  readonly isStopped?: () => boolean;
}

/** How far a range is. */
export interface RangeProgress {
  readonly block: bigint;
  readonly blocks: number;
  readonly totalBlocks: number;
  readonly found: IntervalList;
}

/** What was found. */
export interface RangeResult {
  readonly blocks: number;
  readonly found: IntervalList;
  /** False when it was stopped before its end. */
  readonly isComplete: boolean;
}

/**
 * Compares the ledger with the contracts' views at blocks of a range. Both are asked for the same block: the chain by
 * its hash, the ledger by its number, and the block that the ledger names must be on the endpoint's chain.
 *
 * @throws {ReconcileError} when ledger or endpoint cannot answer, or tell of different chains.
 */
export async function reconcileRange(options: RangeOptions): Promise<RangeResult> {
  const { ledger, to, protocol, positions } = options;
  const blocks = blocksOf(options);
  const later = await ledger.at({ block: to, protocol, positions });
  const found = new IntervalList();
  let done = 0;
  for (let start = 0; start < blocks.length && !options.isStopped?.(); start += AT_ONCE) {
    const some = blocks.slice(start, start + AT_ONCE);
    const compared = await Promise.all(some.map((block) => reconcileBlock(options, block, later)));
    for (const { id, findings } of compared) found.add(id, findings);
    done += some.length;
    options.onProgress?.({ block: some.at(-1) ?? to, blocks: done, totalBlocks: blocks.length, found });
  }
  return { blocks: done, found, isComplete: done === blocks.length };
}

/** Lists the blocks of a range in order. */
function blocksOf({ from, to, every }: Pick<RangeOptions, "from" | "to" | "every">): bigint[] {
  const blocks: bigint[] = [];
  for (let block = from; block < to; block += every) blocks.push(block);
  return [...blocks, to];
}

async function reconcileBlock(
  { ledger, rpc, network, to, protocol, positions }: RangeOptions,
  block: bigint,
  later: Book,
): Promise<{ readonly id: BlockId; readonly findings: readonly Finding[] }> {
  const book = block === to ? later : await ledger.at({ block, protocol, positions });
  const id = await blockId(rpc, block);
  await assertSameChain(rpc, id, book);
  const reader = new ChainReader(rpc, id);
  return { id, findings: await compareBook(later, { book, network }, viewTables(network), reader) };
}

async function blockId(rpc: RpcClient, number: bigint): Promise<BlockId> {
  const header = await rpc
    .call<{ readonly hash: string } | null>("eth_getBlockByNumber", `0x${number.toString(16)}`, false)
    .catch((cause: Error) => {
      throw new ReconcileError(`${cause.message}. Check the endpoint given with --rpc.`, { cause });
    });
  if (header !== null) return { number, hash: header.hash };
  throw new ReconcileError(
    `The JSON-RPC endpoint has no block ${number}. Wait until it has, or reconcile an earlier block with --block.`,
  );
}

async function assertSameChain(rpc: RpcClient, id: BlockId, { known }: Book): Promise<void> {
  if (known === null) return;
  const { hash } = known.number === id.number ? id : await blockId(rpc, known.number);
  if (hash !== known.hash) throw new ForeignChainError(known.number, known.hash, hash);
}
