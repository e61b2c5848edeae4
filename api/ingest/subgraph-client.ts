import { setTimeout as sleep } from "node:timers/promises";
import {
  SubgraphFailedError,
  SubgraphQueryError,
  SubgraphRefusedError,
  SubgraphUnavailableError,
  UnknownBlockError,
} from "./ingest-errors.ts";
import { retryAfterMs } from "./retry-after.ts";
import { Slots } from "./slots.ts";
import { MAX_RETRY_AFTER_MS, type RetryPolicy, TransientError, withRetry } from "./with-retry.ts";

/** How to reach a subgraph. */
export interface SubgraphClientOptions {
  /** GraphQL endpoint of the subgraph. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`; never part of a message. */
  readonly key?: string | undefined;
  /** Longest wait for one answer, milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** What differs from the default: 5 attempts, 200 ms to 5 s. */
  readonly retry?: Partial<RetryPolicy>;
}

/** GraphQL variables of a ledger query. */
export type Variables = Readonly<Record<string, unknown>>;

interface GraphQLAnswer {
  readonly data?: unknown;
  readonly errors?: ReadonlyArray<{ readonly message?: string }>;
}

/** Requests on their way at the same time: each holds a page three times, as bytes, as text and as rows. */
const MAX_REQUESTS = 4;

const DEFAULT_RETRY: RetryPolicy = { attempts: 5, firstDelayMs: 200, maxDelayMs: 5_000 };

/** Messages of graph-node about blocks that it cannot serve; they pass by asking for another block. */
const UNKNOWN_BLOCK =
  /no block with that hash|not yet available|not available|only indexed up to|only has data|reorgani[sz]ed|reverted|pruned/i;

/** Messages of graph-node and gateways that pass by waiting. */
const TRANSIENT =
  /too many requests|rate limit|timed? ?out|timeout|overloaded|store error|bad indexers|internal error/i;

/** Asks one subgraph endpoint. Retries what can pass by waiting; turns everything else into a typed error. */
export class SubgraphClient {
  /** Host and port of the endpoint: safe to log, unlike the URL, whose path may hold a key. */
  readonly host: string;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;
  readonly #retry: RetryPolicy;
  readonly #slots = new Slots(MAX_REQUESTS);
  /** No request before this moment, milliseconds since 1970: the endpoint asked for it. */
  #quietUntil = 0;
  #pending = 0;
  #unansweredSince: number | null = null;

  /** @param options - Where the subgraph is and how patient to be. */
  constructor(options: SubgraphClientOptions) {
    this.host = new URL(options.url).host;
    this.#url = options.url;
    this.#timeoutMs = options.timeoutMs ?? 30_000;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
    const authorization = options.key ? { authorization: `Bearer ${options.key}` } : {};
    this.#headers = { "content-type": "application/json", accept: "application/json", ...authorization };
  }

  /** Milliseconds since 1970 from which on requests wait for a usable answer; null when none does. */
  get unansweredSince(): number | null {
    return this.#unansweredSince;
  }

  /**
   * Sends one query and returns its `data`.
   *
   * @throws {SubgraphUnavailableError} when no attempt got an answer.
   * @throws {SubgraphRefusedError} when the server refuses the request.
   * @throws {UnknownBlockError} when the pinned block cannot be served.
   * @throws {SubgraphFailedError} when the subgraph has stopped with indexing errors.
   * @throws {SubgraphQueryError} when the query does not fit the subgraph's schema.
   */
  async request<T>(query: string, variables: Variables = {}, signal?: AbortSignal): Promise<T> {
    const body = JSON.stringify({ query, variables });
    this.#pending += 1;
    this.#unansweredSince ??= Date.now();
    try {
      return await withRetry(
        () => this.#slots.run(() => this.#attempt<T>(body, signal)),
        this.#retry,
        signal,
      );
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      throw new SubgraphUnavailableError(this.host, this.#retry.attempts, error.message);
    } finally {
      this.#pending -= 1;
      if (this.#pending === 0) this.#unansweredSince = null;
    }
  }

  async #attempt<T>(body: string, signal: AbortSignal | undefined): Promise<T> {
    const quietMs = this.#quietUntil - Date.now();
    if (quietMs > 0) await sleep(quietMs, undefined, signal === undefined ? {} : { signal });
    const answer = await this.#post(body, signal);
    const messages = (answer.errors ?? []).map((error) => error.message ?? "error without a message");
    if (messages.length > 0) throw this.#toError(messages);
    if (answer.data === null || answer.data === undefined) throw new TransientError("an answer without data");
    this.#unansweredSince = Date.now();
    return answer.data as T;
  }

  async #post(body: string, signal: AbortSignal | undefined): Promise<GraphQLAnswer> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await fetch(this.#url, {
        method: "POST",
        headers: this.#headers,
        body,
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      if (!response.ok) throw await this.#httpError(response);
      return (await response.json()) as GraphQLAnswer;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof TransientError || error instanceof SubgraphRefusedError) throw error;
      if (timeout.aborted) throw new TransientError(`no answer within ${this.#timeoutMs} ms`);
      throw new TransientError(networkReason(error));
    }
  }

  async #httpError(response: Response): Promise<Error> {
    await response.body?.cancel();
    const isTransient = response.status >= 500 || response.status === 429 || response.status === 408;
    if (!isTransient) return new SubgraphRefusedError(this.host, response.status);
    const wait = retryAfterMs(response.headers.get("retry-after"), Date.now());
    if (wait !== null) this.#keepQuiet(wait);
    return new TransientError(`HTTP ${response.status}`, wait);
  }

  /** What one request is asked to wait, all of them wait. */
  #keepQuiet(waitMs: number): void {
    const allowed = Math.min(waitMs, this.#retry.maxRetryAfterMs ?? MAX_RETRY_AFTER_MS);
    this.#quietUntil = Math.max(this.#quietUntil, Date.now() + allowed);
  }

  #toError(messages: readonly string[]): Error {
    const text = messages.join("; ");
    if (/indexing_error/.test(text)) return new SubgraphFailedError(this.host);
    if (UNKNOWN_BLOCK.test(text)) return new UnknownBlockError(this.host, text);
    if (TRANSIENT.test(text)) return new TransientError(text.slice(0, 200));
    return new SubgraphQueryError(this.host, text);
  }
}

/** A short cause without addresses: the URL may hold a key. */
function networkReason(error: unknown): string {
  if (error instanceof SyntaxError) return "an answer that is not JSON";
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  return code === "" ? "the connection failed" : `the connection failed (${code})`;
}
