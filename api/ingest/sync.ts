import { type Checkpoint, lastCheckpoint } from "../store/checkpoints.ts";
import type { TableSpec } from "../store/ledger-schema.ts";
import { readSource } from "../store/sources.ts";
import type { Store } from "../store/store.ts";
import { deleteNetwork } from "../store/writer.ts";
import { type Base, type Chunk, readChunk, writeChunk } from "./chunk.ts";
import { readHead, type SubgraphHead } from "./head.ts";
import { InconsistentReadError, RangeTooLargeError, UnknownBlockError } from "./ingest-errors.ts";
import { isBelowHead } from "./one-chain.ts";
import { PinnedLedger } from "./pinned-ledger.ts";
import type { SubgraphClient } from "./subgraph-client.ts";
import { survivingBlock } from "./surviving-block.ts";

/** What one network's ingest works with. */
export interface SyncOptions {
  readonly client: SubgraphClient;
  readonly store: Store;
  /** Name under which the ledger is stored. */
  readonly network: string;
  /** Rows that one transaction aims at, which bounds the memory of an ingest. Default 5,000; three times as many are allowed. */
  readonly chunkRows?: number;
  /** Blocks below a head from which on nothing is reorganised. Default 250, graph-node's own threshold. */
  readonly finalityDepth?: bigint;
  /** Rounds for which a head below the last checkpoint is taken for a lagging replica. Default 5. */
  readonly behindPatience?: number;
  /** Told about the subgraph's head as soon as it is known. */
  readonly onHead?: (head: SubgraphHead) => void;
  /** Told after each commit. */
  readonly onCommit?: (commit: SyncCommit) => void;
}

/** What one commit did. */
export interface SyncCommit {
  readonly checkpoint: Checkpoint;
  /** Rows written. */
  readonly rowCount: number;
  /** True when a reorganisation was rolled back in the same transaction. */
  readonly isRollback: boolean;
}

/** Blocks walked down from the head to find the last checkpoint; farther down the facts themselves are compared. */
const MAX_WALK = 32n;
/** Blocks of the first chunk; later ones follow the density of rows. */
const FIRST_SPAN = 64n;
const MAX_SPAN = 1n << 40n;
const MAX_GROWTH = 8;
const DEFAULT_FINALITY = 250n;

/** Brings the store of one network to the head of its subgraph, round by round. */
export class LedgerSync {
  readonly #options: SyncOptions;
  readonly #facts: readonly TableSpec[];
  #span = FIRST_SPAN;
  #roundsBehind = 0;
  #isStateAtHeadOnly = false;
  /** True after a read that could not be shown to come from one chain: the next one keeps away from the head. */
  #mustSettle = false;

  /** @param options - Subgraph, store and limits. */
  constructor(options: SyncOptions) {
    this.#options = options;
    this.#facts = options.store.schema.tables.filter(({ kind }) => kind === "fact");
  }

  /**
   * Runs one round: reads the head, rolls back what was reorganised away, and writes everything up to the head in
   * chunks, each with its checkpoint in one transaction. A round that ends early leaves whole chunks only.
   *
   * @returns The head that the store has reached, or, for a lagging replica, that it ignored.
   * @throws {IngestError} when the subgraph cannot be read; the next round goes on from the last commit.
   */
  async round(signal?: AbortSignal): Promise<SubgraphHead> {
    const { client, store, network, onHead } = this.#options;
    const head = await readHead(client, signal);
    onHead?.(head);
    await this.#forgetOtherDeployment(head);
    const checkpoint = await lastCheckpoint(store, network);
    if (this.#isLagging(head, checkpoint) || checkpoint?.blockHash === head.hash) return head;
    const ledger = await PinnedLedger.open(client, head, signal);
    try {
      await this.#catchUp(ledger, await this.#base(ledger, checkpoint));
      this.#mustSettle = false;
    } catch (error) {
      this.#mustSettle = error instanceof InconsistentReadError;
      throw error;
    }
    return head;
  }

  /** Writes chunk after chunk until the target is reached; the next one is read while one is written. */
  async #catchUp(ledger: PinnedLedger, start: Base): Promise<void> {
    const { finalityDepth = DEFAULT_FINALITY } = this.#options;
    const settled = ledger.head.number - finalityDepth;
    const target = this.#mustSettle && settled > start.factBlock ? settled : ledger.head.number;
    for (let next = this.#nextChunk(ledger, start, target); ; ) {
      ledger.signal?.throwIfAborted();
      const chunk = await next;
      if (chunk === null) return;
      const isLast = chunk.end.number >= target;
      next = isLast ? Promise.resolve(null) : this.#nextChunk(ledger, baseAfter(chunk), target);
      next.catch(() => undefined);
      await this.#commit(chunk, ledger.head);
    }
  }

  async #forgetOtherDeployment(head: SubgraphHead): Promise<void> {
    const { store, network } = this.#options;
    const source = await readSource(store, network);
    if (source === null || source.deployment === head.deployment) return;
    await store.transaction((tx) => deleteNetwork(tx, store.schema, network));
  }

  /** A head below the checkpoint is a replica that lags or a node that is reverting; only one that stays is followed. */
  #isLagging(head: SubgraphHead, checkpoint: Checkpoint | null): boolean {
    const isBehind = checkpoint !== null && head.number < checkpoint.blockNumber;
    this.#roundsBehind = isBehind ? this.#roundsBehind + 1 : 0;
    return isBehind && this.#roundsBehind <= (this.#options.behindPatience ?? 5);
  }

  async #base(ledger: PinnedLedger, checkpoint: Checkpoint | null): Promise<Base> {
    const { store, network } = this.#options;
    if (checkpoint === null) return { factBlock: -1n, stateBlock: -1n, isRollback: false };
    const stateBlock = (await readSource(store, network))?.stateBlock ?? -1n;
    const last = { number: checkpoint.blockNumber, hash: checkpoint.blockHash };
    if (await isBelowHead(ledger, last, MAX_WALK)) {
      return { factBlock: last.number, stateBlock, isRollback: false };
    }
    const { block, hasLost } = await survivingBlock(store, this.#facts, ledger, network);
    return {
      factBlock: block,
      stateBlock: block < stateBlock ? block : stateBlock,
      isRollback: hasLost || ledger.head.number <= last.number,
    };
  }

  /** Reads the next chunk, with shorter ranges while there are too many rows. */
  async #nextChunk(ledger: PinnedLedger, base: Base, target: bigint): Promise<Chunk | null> {
    const { store, network, finalityDepth = DEFAULT_FINALITY } = this.#options;
    for (;;) {
      const limits = {
        target,
        span: this.#span,
        maxRows: this.#span === 1n ? Number.POSITIVE_INFINITY : 3 * this.#chunkRows,
        finalityDepth,
        isStateAtHeadOnly: this.#isStateAtHeadOnly,
      };
      try {
        const chunk = await readChunk(ledger, store, { network, base }, limits);
        if (chunk !== null) this.#adaptSpan(chunk);
        return chunk;
      } catch (error) {
        this.#makeEasier(error, ledger);
      }
    }
  }

  /** Changes what made a chunk fail, or throws the error again when there is nothing to change. */
  #makeEasier(error: unknown, ledger: PinnedLedger): void {
    const isPruned = error instanceof UnknownBlockError && /only has data|pruned/.test(error.message);
    if (error instanceof RangeTooLargeError) {
      this.#span = this.#span > 4n ? this.#span / 4n : 1n;
    } else if (isPruned && !this.#isStateAtHeadOnly && ledger.head.number > 0n) {
      this.#isStateAtHeadOnly = true;
    } else {
      throw error;
    }
  }

  #adaptSpan(chunk: Chunk): void {
    const growth = Math.min(
      Math.max(this.#chunkRows / Math.max(chunk.rowCount, 1), 1 / MAX_GROWTH),
      MAX_GROWTH,
    );
    const span = (this.#span * BigInt(Math.round(growth * 1024))) / 1024n;
    this.#span = span < 1n ? 1n : span > MAX_SPAN ? MAX_SPAN : span;
  }

  get #chunkRows(): number {
    return this.#options.chunkRows ?? 5_000;
  }

  async #commit(chunk: Chunk, head: SubgraphHead): Promise<void> {
    const { store, network, onCommit } = this.#options;
    const source = { network, deployment: head.deployment };
    await store.transaction((tx) => writeChunk(tx, store.schema, chunk, source));
    const { number, hash, timestamp } = chunk.end;
    const checkpoint = { network, blockNumber: number, blockHash: hash, blockTimestamp: timestamp };
    onCommit?.({ checkpoint, rowCount: chunk.rowCount, isRollback: chunk.base.isRollback });
  }
}

/** Where the store stands once a chunk is written. */
function baseAfter({ base, end, stateBlock }: Chunk): Base {
  return { factBlock: end.number, stateBlock: stateBlock ?? base.stateBlock, isRollback: false };
}
