import type { WireRow } from "../store/writer.ts";
import { type LedgerBlock, readParent, type SubgraphHead } from "./head.ts";
import { InconsistentReadError } from "./ingest-errors.ts";
import { blockHashesQuery, type ListSelection, listsQuery } from "./ledger-queries.ts";
import type { SubgraphClient, Variables } from "./subgraph-client.ts";

/** The block that pages are read at. graph-node forgets the hashes of old blocks, so these go by number. */
export type Pin = { readonly hash: string } | { readonly number: bigint };

interface PinnedAnswer {
  readonly _meta?: { readonly block: { readonly number: number; readonly hash: string | null } } | null;
  readonly [field: string]: unknown;
}

/**
 * The ledger as of one block. It notes the head that every answer was given at: graph-node resolves a pinned
 * hash to a number without asking whether the block is still on the chain, so a pin alone does not prove that
 * the pages of a round belong together; the heads do (see `one-chain.ts`).
 */
export class PinnedLedger {
  readonly client: SubgraphClient;
  /** Head when the round began. */
  readonly head: SubgraphHead;
  readonly signal: AbortSignal | undefined;
  /** How pages at the head are pinned: by its hash, or by its number when the subgraph cannot look its hash up. */
  readonly headPin: Pin;
  readonly #seen = new Map<string, LedgerBlock>();

  private constructor(
    client: SubgraphClient,
    head: SubgraphHead,
    headPin: Pin,
    signal: AbortSignal | undefined,
  ) {
    this.client = client;
    this.head = head;
    this.headPin = headPin;
    this.signal = signal;
  }

  /**
   * Starts reading at a head. While graph-node skims old blocks it may not keep their hashes, so the pin falls
   * back to the number; the heads seen show all the same whether the pages belong together.
   */
  static async open(client: SubgraphClient, head: SubgraphHead, signal?: AbortSignal): Promise<PinnedLedger> {
    const parent = await readParent(client, head.hash, signal);
    const pin = parent === null ? { number: head.number } : { hash: head.hash };
    return new PinnedLedger(client, head, pin, signal);
  }

  /** Heads that the answers were given at, each once. */
  get headsSeen(): readonly LedgerBlock[] {
    return [...this.#seen.values()];
  }

  /** Reads several lists in one request; the answer has the same order. */
  async lists(selections: readonly ListSelection[], pin: Pin): Promise<WireRow[][]> {
    const filters = Object.fromEntries(selections.map(({ where }, at) => [`w${at}`, where]));
    const answer = await this.#request(listsQuery(selections), filters, pin);
    return selections.map((_, at) => answer[`l${at}`] as WireRow[]);
  }

  /** Reads the block hashes of single facts; null for a fact that the ledger does not have at the head. */
  async blockHashes(facts: ReadonlyArray<{ entity: string; id: string }>): Promise<(string | null)[]> {
    const ids = Object.fromEntries(facts.map(({ id }, at) => [`i${at}`, id]));
    const answer = await this.#request(
      blockHashesQuery(facts.map(({ entity }) => entity)),
      ids,
      this.headPin,
    );
    return facts.map((_, at) => (answer[`f${at}`] as { blockHash: string } | null)?.blockHash ?? null);
  }

  async #request(query: string, variables: Variables, pin: Pin): Promise<PinnedAnswer> {
    const block = "hash" in pin ? { hash: pin.hash } : { number: Number(pin.number) };
    const answer = await this.client.request<PinnedAnswer>(query, { ...variables, block }, this.signal);
    this.#note(answer);
    return answer;
  }

  #note(answer: PinnedAnswer): void {
    const block = answer._meta?.block;
    if (!block?.hash) throw new InconsistentReadError(this.client.host, "an answer does not name its head");
    this.#seen.set(block.hash, { number: BigInt(block.number), hash: block.hash });
  }
}
