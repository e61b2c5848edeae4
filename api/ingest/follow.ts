import { setTimeout as sleep } from "node:timers/promises";
import { type Checkpoint, lastCheckpoint } from "../store/checkpoints.ts";
import type { SubgraphHead } from "./head.ts";
import {
  InconsistentReadError,
  IngestError,
  SubgraphFailedError,
  SubgraphQueryError,
  SubgraphRefusedError,
  UnknownBlockError,
} from "./ingest-errors.ts";
import { LedgerSync, type SyncCommit, type SyncOptions } from "./sync.ts";

/**
 * What the ingest of a network is doing. `syncing`: on the way to the subgraph's head. `live`: at the head.
 * `stalled`: the endpoint gives no usable answer. `halted`: it answers, but cannot go on without somebody's help.
 */
export type IngestState = "syncing" | "live" | "stalled" | "halted";

/** How far the ingest of one network is. */
export interface IngestStatus {
  readonly network: string;
  readonly state: IngestState;
  /** Head of the subgraph when last asked; null before the first answer. */
  readonly head: SubgraphHead | null;
  /** Last block that the store holds completely; null before the first commit. */
  readonly ingested: Checkpoint | null;
  /** Blocks from the ingested one to the subgraph's head; null while either is unknown. */
  readonly lagBlocks: bigint | null;
  /** Rows written since the start. */
  readonly rowCount: number;
  /** Rows a second over the last ten seconds. */
  readonly rowsPerSecond: number;
  /** Reorganisations rolled back since the start. */
  readonly rollbackCount: number;
  /** Last failure, without secrets; null once a round succeeds. */
  readonly lastError: { readonly name: string; readonly message: string; readonly at: number } | null;
}

/** How to follow a subgraph. */
export interface FollowOptions extends SyncOptions {
  /** Pause between two looks at the head, milliseconds. */
  readonly pollMs: number;
  /** Longest pause after failures, milliseconds. Default 15,000. */
  readonly maxPauseMs?: number;
  /** Clock, milliseconds since 1970; given by tests. */
  readonly now?: () => number;
  /** Told when a round fails with something new. */
  readonly onError?: (error: Error) => void;
}

const RATE_WINDOW_MS = 10_000;

/** Rounds that may read an unsteady chain in a row before it counts as a failure. */
const UNSTEADY_ROUNDS = 5;

/** Follows one subgraph until it is stopped. Every network has its own; a failure of one does not touch the others. */
export class Follower {
  readonly #options: FollowOptions;
  readonly #sync: LedgerSync;
  readonly #stop = new AbortController();
  readonly #now: () => number;
  #running: Promise<void> | null = null;
  #state: IngestState = "syncing";
  #head: SubgraphHead | null = null;
  #ingested: Checkpoint | null = null;
  #lastError: IngestStatus["lastError"] = null;
  #commits: Array<{ readonly at: number; readonly rows: number }> = [];
  #rowCount = 0;
  #rollbackCount = 0;
  #failures = 0;

  /** @param options - What to follow; nothing happens before `start()`. */
  constructor(options: FollowOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#sync = new LedgerSync({
      ...options,
      onHead: (head) => {
        this.#head = head;
        options.onHead?.(head);
      },
      onCommit: (commit) => {
        this.#noteCommit(commit);
        options.onCommit?.(commit);
      },
    });
  }

  /** Starts following; does nothing when it already does. */
  start(): void {
    this.#running ??= this.#loop();
  }

  /** Stops after the running transaction and resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  /** Says how far the ingest is. */
  status(): IngestStatus {
    const since = this.#now() - RATE_WINDOW_MS;
    this.#commits = this.#commits.filter(({ at }) => at >= since);
    const recent = this.#commits.reduce((sum, { rows }) => sum + rows, 0);
    return {
      network: this.#options.network,
      state: this.#state,
      head: this.#head,
      ingested: this.#ingested,
      lagBlocks: this.#lag(),
      rowCount: this.#rowCount,
      rowsPerSecond: Math.round(recent / (RATE_WINDOW_MS / 1000)),
      rollbackCount: this.#rollbackCount,
      lastError: this.#lastError,
    };
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const pauseMs = await this.#round(signal);
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Runs one round and returns the pause before the next one, milliseconds. */
  async #round(signal: AbortSignal): Promise<number> {
    try {
      this.#ingested ??= await lastCheckpoint(this.#options.store, this.#options.network);
      const head = await this.#sync.round(signal);
      this.#failures = 0;
      this.#lastError = null;
      const isAtHead = this.#ingested?.blockHash === head.hash;
      this.#state = isAtHead ? "live" : "syncing";
      return isAtHead || this.#lag() === null || (this.#lag() ?? 0n) <= 0n ? this.#options.pollMs : 0;
    } catch (error) {
      return signal.aborted ? 0 : this.#noteFailure(error);
    }
  }

  #noteFailure(error: unknown): number {
    this.#failures += 1;
    const isUnsteady = error instanceof InconsistentReadError || error instanceof UnknownBlockError;
    if (isUnsteady && this.#failures < UNSTEADY_ROUNDS) return this.#options.pollMs;
    const failure = error instanceof Error ? error : new Error(String(error));
    if (this.#lastError?.message !== failure.message) this.#options.onError?.(failure);
    this.#lastError = { name: failure.name, message: messageOf(failure), at: this.#now() };
    this.#state = needsHelp(failure) ? "halted" : "stalled";
    const pause = this.#options.pollMs * 2 ** Math.min(this.#failures, 16);
    return Math.min(pause, this.#options.maxPauseMs ?? 15_000);
  }

  #noteCommit({ checkpoint, rowCount, isRollback }: SyncCommit): void {
    this.#ingested = checkpoint;
    this.#rowCount += rowCount;
    this.#rollbackCount += isRollback ? 1 : 0;
    this.#commits.push({ at: this.#now(), rows: rowCount });
    if (this.#state !== "live") this.#state = "syncing";
  }

  #lag(): bigint | null {
    if (this.#head === null || this.#ingested === null) return null;
    return this.#head.number - this.#ingested.blockNumber;
  }
}

function needsHelp(error: Error): boolean {
  return (
    error instanceof SubgraphFailedError ||
    error instanceof SubgraphRefusedError ||
    error instanceof SubgraphQueryError ||
    !(error instanceof IngestError)
  );
}

/** Errors of other parts may name paths or addresses: only the ingest's own messages go out. */
function messageOf(error: Error): string {
  if (error instanceof IngestError) return error.message;
  return `Ingest failed with ${error.name}; the log has the details.`;
}
