import { readHead } from "../ingest/head.ts";
import { isBelowHead } from "../ingest/one-chain.ts";
import { PinnedLedger } from "../ingest/pinned-ledger.ts";
import type { SubgraphClient } from "../ingest/subgraph-client.ts";
import type { LedgerSchema, TableSpec } from "../store/ledger-schema.ts";
import { compareRows, type RowDifference } from "./compare-rows.ts";
import { firstDifference } from "./first-difference.ts";
import { type LedgerCopy, type Stand, VerifyError } from "./ledger-copy.ts";
import { readRows, tallySubgraph } from "./subgraph-rows.ts";
import { type BlockRange, isSameTally, type Tally, type TextRow } from "./tally.ts";

/** What to compare with what. */
export interface VerifyOptions {
  readonly copy: LedgerCopy;
  readonly client: SubgraphClient;
  readonly schema: LedgerSchema;
  readonly network: string;
  /** First block; 0 when null. */
  readonly from: bigint | null;
  /** Last block; the copy's last one when null. */
  readonly to: bigint | null;
  /** Entities to compare; all when empty. */
  readonly entities: readonly string[];
  /** Told after each entity. */
  readonly onEntity?: (done: EntityResult) => void;
}

/** What was found for one entity. */
export interface EntityResult {
  readonly entity: string;
  readonly copy: Tally;
  readonly subgraph: Tally;
  readonly isEqual: boolean;
  /** First block with a difference, and its rows that differ; null where all is equal. */
  readonly first: FirstDifference | null;
}

/** Where the copy first differs. */
export interface FirstDifference {
  readonly block: bigint;
  /** The first rows of that block that differ, by id. */
  readonly rows: readonly RowDifference[];
}

/** What was compared and what was found. */
export interface VerifyResult {
  readonly network: string;
  readonly range: BlockRange;
  /** Block that both sides were asked for. */
  readonly stand: Stand;
  readonly entities: readonly EntityResult[];
  /** Entities that cannot be compared in this range. */
  readonly notCompared: readonly string[];
}

/** Rows of a block that are compared one by one. */
const MAX_ROWS = 10_000;
/** Blocks below a head from which on nothing is reorganised: graph-node's own threshold. */
const FINALITY = 250n;

/**
 * Compares a copy with the subgraph it was read from: rows, exact sums of all numeric fields and the content, entity by
 * entity, and finds the first block of each difference.
 *
 * Facts are compared as of the copy's last block. Of state rows the copy has the last version only, so they are
 * compared as of the block that it read them at, and only where the range ends there.
 *
 * @throws {VerifyError} when the two cannot be compared: nothing there, a wrong range, or other branches of the chain.
 * @throws {IngestError} when the subgraph does not answer.
 */
export async function verifyCopy(options: VerifyOptions): Promise<VerifyResult> {
  const { copy, network, schema, onEntity } = options;
  const stand = await copy.stand(network);
  if (stand === null) throw new VerifyError(`The copy holds nothing of network "${network}" yet.`);
  const range = rangeOf(options, stand);
  const wanted = tablesOf(schema, options.entities);
  const comparable = wanted.filter(({ kind }) => kind === "fact" || range.to === stand.block);
  const verifier = new Verifier(options, stand);
  const entities: EntityResult[] = [];
  for (const spec of comparable) {
    const result = await verifier.compare(spec, range);
    entities.push(result);
    onEntity?.(result);
  }
  if (entities.some(({ isEqual }) => !isEqual)) await verifier.assertSameChain();
  const notCompared = wanted.filter((spec) => !comparable.includes(spec)).map(({ entity }) => entity);
  return { network, range, stand, entities, notCompared };
}

/** Compares one copy with one subgraph. */
class Verifier {
  readonly #options: VerifyOptions;
  readonly #stand: Stand;

  constructor(options: VerifyOptions, stand: Stand) {
    this.#options = options;
    this.#stand = stand;
  }

  async compare(spec: TableSpec, range: BlockRange): Promise<EntityResult> {
    const { copy, subgraph } = await this.#tallies(spec, range);
    const isEqual = isSameTally(copy, subgraph);
    const first = isEqual ? null : await this.#firstDifference(spec, range);
    return { entity: spec.entity, copy, subgraph, isEqual, first };
  }

  /** @throws {VerifyError} when the copy's block is not on the chain that the subgraph follows, or no longer the copy's. */
  async assertSameChain(): Promise<void> {
    const { client, copy, network } = this.#options;
    const { block: number, hash } = this.#stand;
    const head = await readHead(client);
    const isDeep = head.number - number >= FINALITY;
    const isOnChain =
      isDeep || (await isBelowHead(await PinnedLedger.open(client, head), { number, hash }, FINALITY));
    const now = await copy.stand(network);
    const isUnchanged = now !== null && (now.block > number || now.hash === hash);
    if (isOnChain && isUnchanged) return;
    throw new VerifyError(
      `Block ${number} ${hash} of the copy is not on the subgraph's chain any more: it was reorganised away meanwhile, ` +
        "or the two are of different chains. Run again; if it stays so, check --network and --subgraph.",
    );
  }

  async #tallies(spec: TableSpec, range: BlockRange): Promise<{ copy: Tally; subgraph: Tally }> {
    const { copy, network } = this.#options;
    const { stand, tally } = await copy.tally({ network, entity: spec.entity, range });
    const ledger = await this.#ledgerFor(spec, stand);
    return { copy: tally, subgraph: await tallySubgraph(ledger, { spec, range, pin: ledger.headPin }) };
  }

  async #firstDifference(spec: TableSpec, range: BlockRange): Promise<FirstDifference> {
    const differs = async (part: BlockRange): Promise<boolean> => {
      const { copy, subgraph } = await this.#tallies(spec, part);
      return !isSameTally(copy, subgraph);
    };
    const block = await firstDifference(differs, range);
    return { block, rows: await this.#rowsOf(spec, block) };
  }

  async #rowsOf(spec: TableSpec, block: bigint): Promise<RowDifference[]> {
    const { copy, network } = this.#options;
    const part = { network, entity: spec.entity, range: { from: block, to: block } };
    const { stand } = await copy.tally(part);
    const ledger = await this.#ledgerFor(spec, stand);
    const served: TextRow[] = [];
    for await (const rows of readRows(ledger, { spec, range: part.range, pin: ledger.headPin }))
      served.push(...rows);
    const copied = await copy.rows(part, MAX_ROWS);
    const lastId = copied.length < MAX_ROWS ? null : (copied.at(-1)?.id ?? null);
    return compareRows(
      copied,
      served.filter(({ id }) => lastId === null || id <= lastId),
    );
  }

  /** The subgraph as of the block that the copy's rows of this kind belong to. */
  #ledgerFor({ kind }: TableSpec, now: Stand): Promise<PinnedLedger> {
    const { client } = this.#options;
    const { block, hash } = kind === "fact" ? this.#stand : now;
    const number = kind === "fact" ? block : now.stateBlock;
    const deployment = now.deployment;
    return PinnedLedger.open(client, {
      number,
      hash: number === block ? hash : NO_HASH,
      timestamp: 0n,
      deployment,
    });
  }
}

/** No block has it, so the block is asked for by its number. */
const NO_HASH = `0x${"00".repeat(32)}`;

function rangeOf({ from, to }: VerifyOptions, stand: Stand): BlockRange {
  const range = { from: from ?? 0n, to: to ?? stand.block };
  if (range.to > stand.block)
    throw new VerifyError(
      `The copy ends at block ${stand.block}, before --to ${range.to}. Choose an earlier one.`,
    );
  if (range.from > range.to)
    throw new VerifyError(`--from ${range.from} lies behind the last block to compare, ${range.to}.`);
  return range;
}

function tablesOf(schema: LedgerSchema, entities: readonly string[]): readonly TableSpec[] {
  const unknown = entities.find((name) => !schema.tables.some(({ entity }) => entity === name));
  if (unknown !== undefined) {
    const known = schema.tables.map(({ entity }) => entity).join(", ");
    throw new VerifyError(`There is no entity "${unknown}". Choose of ${known}.`);
  }
  return entities.length === 0
    ? schema.tables
    : schema.tables.filter(({ entity }) => entities.includes(entity));
}
