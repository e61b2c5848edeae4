import { setTimeout as sleep } from "node:timers/promises";
import { type Checkpoint, lastCheckpoint } from "../store/checkpoints.ts";
import type { SubgraphHead } from "./head.ts";
import {
  InconsistentReadError,
  IngestError,
  NoAnswerError,
  StaleHeadError,
  SubgraphBehindError,
  SubgraphFailedError,
  SubgraphQueryError,
  SubgraphRefusedError,
  UnknownBlockError,
} from "./ingest-errors.ts";
import type { IngestFailure, IngestState, IngestStatus } from "./ingest-status.ts";
import { Pace } from "./pace.ts";
import { LedgerSync, type SyncCommit, type SyncOptions } from "./sync.ts";

/** How to follow a subgraph. */
export interface FollowOptions extends SyncOptions {
  /** Pause between two looks at the head, milliseconds. */
  readonly pollMs: number;
  /** Longest pause after failures, milliseconds. Default 15,000. */
  readonly maxPauseMs?: number;
  /** Age of the subgraph's head from which on it counts as lagging, seconds; any age is fine when left out. */
  readonly maxHeadAgeS?: number | null;
  /** Time without a usable answer after which the ingest counts as stalled, milliseconds. Default 15,000. */
  readonly maxSilenceMs?: number;
  /** Clock, milliseconds since 1970; given by tests. */
  readonly now?: () => number;
  /** From 0 up to 1, for the jitter of pauses; given by tests. */
  readonly random?: () => number;
  /** Told when a round fails with something new. */
  readonly onError?: (error: Error) => void;
  /** Told after each commit, and when the state changes. */
  readonly onStatus?: (status: IngestStatus) => void;
}

const DEFAULT_MAX_PAUSE_MS = 15_000;
const DEFAULT_MAX_SILENCE_MS = 15_000;

/** Rounds that may read an unsteady chain in a row before it counts as a failure. */
const UNSTEADY_ROUNDS = 5;

/** Follows one subgraph until it is stopped. Every network has its own; a failure of one does not touch the others. */
export class Follower {
  readonly #options: FollowOptions;
  readonly #sync: LedgerSync;
  readonly #stop = new AbortController();
  readonly #now: () => number;
  readonly #pace: Pace;
  #running: Promise<void> | null = null;
  #state: IngestState = "syncing";
  #since: number;
  #head: SubgraphHead | null = null;
  #ingested: Checkpoint | null = null;
  #lastError: IngestFailure | null = null;
  #rollbackCount = 0;
  #failures = 0;

  /** @param options - What to follow; nothing happens before `start()`. */
  constructor(options: FollowOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#since = this.#now();
    this.#pace = new Pace(this.#since);
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

  /** Says how far the ingest is; a wait for an answer that has become too long counts, too. */
  status(): IngestStatus {
    const silence = this.#silence();
    return {
      network: this.#options.network,
      state: silence === null ? this.#state : "stalled",
      since: silence?.since ?? this.#since,
      head: this.#head,
      ingested: this.#ingested,
      lagBlocks: this.#lag(),
      rowCount: this.#pace.rows,
      rowsPerSecond: this.#pace.rowsPerSecond(this.#now()),
      secondsLeft: this.#secondsLeft(),
      rollbackCount: this.#rollbackCount,
      lastError: silence?.failure ?? this.#lastError,
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
      const isAtHead = this.#ingested?.blockHash === head.hash;
      const problem = this.#problemOf(head, isAtHead);
      if (problem === null) this.#setState(isAtHead ? "live" : "syncing", null);
      else this.#fail("lagging", problem);
      return isAtHead || (this.#lag() ?? 0n) <= 0n ? this.#options.pollMs : 0;
    } catch (error) {
      return signal.aborted ? 0 : this.#noteFailure(error);
    }
  }

  /** What is wrong with a subgraph that answers: its head is below the copy, or too old. */
  #problemOf(head: SubgraphHead, isAtHead: boolean): IngestError | null {
    const { client, maxHeadAgeS = null } = this.#options;
    const ingested = this.#ingested?.blockNumber ?? -1n;
    if (head.number < ingested) return new SubgraphBehindError(client.host, head.number, ingested);
    if (!isAtHead || maxHeadAgeS === null || head.timestamp === 0n) return null;
    const age = BigInt(Math.floor(this.#now() / 1000)) - head.timestamp;
    if (age <= BigInt(maxHeadAgeS)) return null;
    return new StaleHeadError(client.host, head.number, { age, allowed: maxHeadAgeS });
  }

  #noteFailure(error: unknown): number {
    this.#failures += 1;
    const isUnsteady = error instanceof InconsistentReadError || error instanceof UnknownBlockError;
    if (isUnsteady && this.#failures < UNSTEADY_ROUNDS) return this.#options.pollMs;
    const failure = error instanceof Error ? error : new Error(String(error));
    this.#fail(needsHelp(failure) ? "halted" : "stalled", failure);
    const { pollMs, maxPauseMs = DEFAULT_MAX_PAUSE_MS, random = Math.random } = this.#options;
    const pause = Math.min(pollMs * 2 ** Math.min(this.#failures, 16), maxPauseMs);
    return pause / 2 + (pause / 2) * random();
  }

  #fail(state: IngestState, error: Error): void {
    const failure = { name: error.name, message: messageOf(error), at: this.#now() };
    const isNews =
      this.#state !== state || (state !== "lagging" && this.#lastError?.message !== failure.message);
    if (isNews) this.#options.onError?.(error);
    this.#setState(state, failure);
  }

  #setState(state: IngestState, failure: IngestFailure | null): void {
    this.#lastError = failure;
    if (state === this.#state) return;
    this.#state = state;
    this.#since = this.#now();
    this.#options.onStatus?.(this.status());
  }

  #noteCommit({ checkpoint, rowCount, isRollback }: SyncCommit): void {
    this.#ingested = checkpoint;
    this.#pace.note(this.#now(), rowCount, checkpoint.blockNumber);
    this.#rollbackCount += isRollback ? 1 : 0;
    if (this.#state !== "live" && this.#state !== "lagging") this.#setState("syncing", null);
    this.#options.onStatus?.(this.status());
  }

  /** A wait for an answer that is longer than allowed; null when there is none or the ingest is known to be in trouble. */
  #silence(): { readonly since: number; readonly failure: IngestFailure } | null {
    const { client, maxSilenceMs = DEFAULT_MAX_SILENCE_MS } = this.#options;
    const since = client.unansweredSince;
    const now = this.#now();
    if (since === null || now - since < maxSilenceMs) return null;
    if (this.#state === "stalled" || this.#state === "halted") return null;
    const { name, message } = new NoAnswerError(client.host, Math.floor((now - since) / 1000));
    return { since, failure: { name, message, at: now } };
  }

  #secondsLeft(): number | null {
    const lag = this.#lag();
    if (lag === null) return null;
    return lag <= 0n ? 0 : this.#pace.secondsFor(lag, this.#now());
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
