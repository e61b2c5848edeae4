import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  valueFromASTUntyped,
} from "graphql";
import { listField } from "../../../../api/ingest/ledger-queries.ts";
import { type LedgerSchema, parseLedgerSchema, type TableSpec } from "../../../../api/store/ledger-schema.ts";
import {
  FAKE_SDL,
  type FakeLedger,
  type FakeRow,
  type ServedBlock,
  type ServedLedger,
} from "./fake-ledger.ts";

/** What the fake does to one request instead of, or before, answering it. */
export type Trouble =
  | { readonly kind: "status"; readonly status: number; readonly retryAfter?: number }
  | { readonly kind: "errors"; readonly message: string }
  | { readonly kind: "drop" }
  | { readonly kind: "garbage" }
  | { readonly kind: "delay"; readonly ms: number }
  | { readonly kind: "run"; readonly run: () => void };

type Where = Record<string, unknown>;
type Arguments = { id?: string; block?: Block; first?: number; orderBy?: string; where?: Where };
type Block = { hash?: string; number?: number } | undefined;

class QueryError extends Error {}

/**
 * Serves a ledger over loopback HTTP with the part of graph-node's GraphQL that the ingest uses, and with
 * graph-node's habits: hashes of reorganised blocks still resolve to their number, hashes of old blocks may be
 * forgotten, lists are ordered by (orderBy, id), `first` is at most 1000 and 100 when left out.
 */
export class FakeSubgraph<L extends ServedLedger = FakeLedger> {
  readonly ledger: L;
  /** Troubles for the next requests, first in first out; `null` lets a request through. */
  readonly troubles: Array<Trouble | null> = [];
  /** Every request: when it came, its key and its query. */
  readonly requests: Array<{
    readonly at: number;
    readonly authorization: string | undefined;
    readonly query: string;
  }> = [];
  /** Rows of lists that were given so far. */
  rowsServed = 0;
  /** Answers wait for it; null lets them go at once. */
  gate: Promise<void> | null = null;
  /** Content hash that `_meta` states. */
  deployment = "QmFake";
  hasIndexingErrors = false;
  /** Blocks below this one have no state history any more. */
  prunedBelow = 0;
  /** Blocks that the subgraph is behind the chain. */
  lag = 0;
  /** Hashes that were ever on the chain, as the block cache of graph-node keeps them. */
  readonly #known = new Map<string, ServedBlock>();
  readonly #forgotten = new Set<string>();
  readonly #server: Server;
  /** Entities by the name of their list. */
  readonly #lists: ReadonlyMap<string, TableSpec>;

  /** @param ledger - Chain to serve; may change while it is served. */
  constructor(ledger: L, schema: LedgerSchema = FAKE_SCHEMA) {
    this.ledger = ledger;
    this.#lists = new Map(schema.tables.map((spec) => [listField(spec.entity), spec]));
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /** Listens on a free loopback port and returns the URL of the endpoint. */
  async start(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/secret-path-key/subgraph`;
  }

  /** Stops listening and drops all connections. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** Makes the hash of a block unknown, as it is for blocks that graph-node only skimmed. */
  forget(hash: string): void {
    this.#forgotten.add(hash);
  }

  /** Head of the subgraph: the chain's head, or below it when it lags. */
  get head(): ServedBlock {
    const at = Math.max(0, this.ledger.head.number - this.lag);
    return this.ledger.blocks[at] as ServedBlock;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(parts).toString()) as {
      query: string;
      variables: Where;
    };
    this.requests.push({ at: Date.now(), authorization: request.headers.authorization, query });
    const trouble = this.troubles.shift() ?? null;
    await this.gate;
    if (trouble?.kind === "delay") await new Promise((done) => setTimeout(done, trouble.ms));
    if (trouble?.kind === "run") trouble.run();
    if (trouble?.kind === "drop") return void request.socket.destroy();
    if (trouble?.kind === "status") {
      const header = trouble.retryAfter === undefined ? {} : { "retry-after": String(trouble.retryAfter) };
      return void response.writeHead(trouble.status, header).end("trouble");
    }
    if (trouble?.kind === "garbage") return void response.writeHead(200).end("<html>");
    const answer =
      trouble?.kind === "errors"
        ? { errors: [{ message: trouble.message }] }
        : this.#answer(query, variables);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  #answer(query: string, variables: Where): unknown {
    for (const block of this.ledger.blocks) this.#known.set(block.hash, block);
    if (this.hasIndexingErrors && !query.includes("hasIndexingErrors"))
      return { errors: [{ message: "indexing_error" }] };
    try {
      const operation = parse(query).definitions[0] as OperationDefinitionNode;
      const fields = operation.selectionSet.selections as readonly FieldNode[];
      const entries = fields.map((field) => [
        field.alias?.value ?? field.name.value,
        this.#field(field, variables),
      ]);
      return { data: Object.fromEntries(entries) };
    } catch (error) {
      if (error instanceof QueryError) return { errors: [{ message: error.message }] };
      return { errors: [{ message: `bug in the fake: ${(error as Error).stack}` }] };
    }
  }

  #field(field: FieldNode, variables: Where): unknown {
    const args: Arguments = Object.fromEntries(
      (field.arguments ?? []).map((arg) => [arg.name.value, valueFromASTUntyped(arg.value, variables)]),
    );
    const { block } = args;
    const name = field.name.value;
    if (name === "_meta") return pick(field, this.#meta(block));
    const number = this.#resolve(block);
    const list = this.#lists.get(name);
    if (list !== undefined) return this.#list(list, args, number).map((row) => pick(field, serve(row, list)));
    const spec = this.#lists.get(listField(`${name.charAt(0).toUpperCase()}${name.slice(1)}`));
    if (spec === undefined) throw new QueryError(`Type \`Query\` has no field \`${name}\``);
    const row = this.#rows(spec, number, 0).find(({ id }) => id === args.id);
    return row === undefined ? null : pick(field, serve(row, spec));
  }

  #meta(block: Block): Where {
    const { deployment, hasIndexingErrors } = this;
    if (block?.number !== undefined) {
      return {
        deployment,
        hasIndexingErrors,
        block: { number: this.#resolve(block), hash: null, parentHash: null },
      };
    }
    if (block?.hash !== undefined) this.#resolve(block);
    const at = block?.hash === undefined ? this.head : (this.#known.get(block.hash) as ServedBlock);
    return { deployment, hasIndexingErrors, block: at };
  }

  /** graph-node turns a hash into a number and never asks whether the block is still on the chain. */
  #resolve(block: Block): number {
    const known = block?.hash === undefined ? undefined : this.#known.get(block.hash);
    if (block?.hash !== undefined && (known === undefined || this.#forgotten.has(block.hash))) {
      throw new QueryError("Failed to decode `block.hash` value: `no block with that hash found`");
    }
    const number = known?.number ?? block?.number ?? this.head.number;
    if (number > this.head.number) {
      throw new QueryError(
        `Failed to decode \`block.number\` value: \`subgraph ${this.deployment} has only indexed up to block number ` +
          `${this.head.number} and data for block number ${number} is therefore not yet available\``,
      );
    }
    return number;
  }

  #rows({ entity, kind }: TableSpec, at: number, since: number): FakeRow[] {
    if (kind === "fact") return [...this.ledger.facts(entity, at)];
    if (at < this.prunedBelow) {
      throw new QueryError(
        `subgraph ${this.deployment} only has data starting at block number ${this.prunedBelow} ` +
          `and data for block number ${at} is therefore not available`,
      );
    }
    return this.ledger.state(entity, at).flatMap((version) => (version.since >= since ? [version.row] : []));
  }

  #list(spec: TableSpec, args: Arguments, at: number): FakeRow[] {
    const { first = 100, orderBy = "id", where = {} } = args;
    if (first < 1 || first > 1000) {
      throw new QueryError(`The \`first\` argument must be between 0 and 1000, but is ${first}`);
    }
    const { _change_block: change, ...filter } = where as Where & { _change_block?: { number_gte: number } };
    const rows = this.#rows(spec, at, change?.number_gte ?? 0).filter((row) => matches(row, filter));
    rows.sort((a, b) => compare(a[orderBy], b[orderBy], orderBy) || compare(a.id, b.id, "id"));
    const page = rows.slice(0, first);
    this.rowsServed += page.length;
    return page;
  }
}

const FAKE_SCHEMA = parseLedgerSchema(FAKE_SDL);

function serve(row: FakeRow, { columns }: TableSpec): Where {
  const entries = columns.map(({ field, isReference }) => {
    const value = row[field] ?? null;
    return [field, isReference && typeof value === "string" ? { id: value } : value];
  });
  return Object.fromEntries(entries);
}

function pick(field: FieldNode, value: Where): Where {
  const wanted = (field.selectionSet?.selections ?? []) as readonly SelectionNode[];
  const entries = wanted.map((selection) => {
    if (selection.kind !== Kind.FIELD) throw new QueryError("only fields are supported");
    const name = selection.name.value;
    if (!(name in value)) throw new QueryError(`Type has no field \`${name}\``);
    const inner = value[name];
    return [name, selection.selectionSet && inner !== null ? pick(selection, inner as Where) : inner];
  });
  return Object.fromEntries(entries);
}

function matches(row: FakeRow, where: Where): boolean {
  const keys = Object.keys(where);
  if (keys.length > 1 && keys.some((key) => key === "and" || key === "or")) {
    throw new QueryError("Cannot mix column filters with 'and' and 'or' operators at the same level");
  }
  return Object.entries(where).every(([key, value]) => {
    if (key === "and") return (value as Where[]).every((part) => matches(row, part));
    if (key === "or") return (value as Where[]).some((part) => matches(row, part));
    const [, field = "", operator = ""] = /^(\w+?)(?:_(gte|gt|lt|lte|in))?$/.exec(key) ?? [];
    if (!(field in row)) throw new QueryError(`Filter on unknown field \`${field}\``);
    if (operator === "in") return (value as unknown[]).includes(row[field]);
    const order = compare(row[field], value, field);
    return (
      { "": order === 0, gte: order >= 0, gt: order > 0, lt: order < 0, lte: order <= 0 }[operator] ?? false
    );
  });
}

/** Int8 travels as a string and compares as a number; Bytes compare byte by byte. */
function compare(a: unknown, b: unknown, field: string): number {
  if (/ordinal$/i.test(field)) {
    if (typeof b !== "string") throw new QueryError("Int8 values must be strings");
    const difference = BigInt(a as string) - BigInt(b);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
