import { InvalidRequestError } from "../domain/errors.ts";
import type { Page } from "./connection.ts";
import type {
  ReconciledQuantity,
  Reconciliation,
  ReconciliationReader,
  ReconciliationStatus,
} from "./reconciliation-reader.ts";

/** Which results to keep; what is absent does not restrict. */
export type ReconciliationFilter = {
  readonly protocol?: string | null | undefined;
  /** Id, or name of the row. */
  readonly backstop?: string | null | undefined;
  readonly market?: string | null | undefined;
  readonly quantity?: readonly ReconciledQuantity[] | null | undefined;
  readonly status?: readonly ReconciliationStatus[] | null | undefined;
  /** Blocks that the result must touch, both included. */
  readonly fromBlock?: bigint | null | undefined;
  readonly toBlock?: bigint | null | undefined;
  /** True for what older runs found about the same numbers, too. */
  readonly allRuns?: boolean | null | undefined;
};

/** A request for a page of results. */
export type ReconciliationRequest = {
  readonly network?: string | null | undefined;
  readonly filter?: ReconciliationFilter | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
};

/** One page of results. */
export type ReconciliationList = Page<Reconciliation> & { readonly totalCount: number };

type Place = { readonly run: bigint; readonly line: number };

const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;
const CURSOR = /^(\d{1,19}):(\d{1,9})$/;

/**
 * Loads one page of results, newest run first. Of the runs that compared a number, the newest alone speaks for it
 * unless all are asked for.
 *
 * @throws {InvalidRequestError} when paging arguments are out of range.
 */
export async function loadReconciliations(
  reader: ReconciliationReader,
  request: ReconciliationRequest,
): Promise<ReconciliationList> {
  const size = pageSize(request.first ?? DEFAULT_PAGE);
  const after = request.after == null ? null : decode(request.after);
  const rows: Reconciliation[] = [];
  let totalCount = 0;
  for await (const row of wanted(reader, request)) {
    totalCount += 1;
    if (rows.length <= size && (after === null || isAfter(row, after))) rows.push(row);
  }
  return { ...pageOf(rows, size, after !== null), totalCount };
}

async function* wanted(
  reader: ReconciliationReader,
  { network, filter }: ReconciliationRequest,
): AsyncIterable<Reconciliation> {
  const newest = new Map<string, bigint>();
  for await (const row of reader.lines()) {
    if (network != null && row.network !== network) continue;
    const key = `${row.network}/${row.row}/${row.quantity}`;
    const run = newest.get(key) ?? row.run;
    newest.set(key, run);
    if ((filter?.allRuns === true || run === row.run) && isWanted(row, filter ?? {})) yield row;
  }
}

function isWanted(row: Reconciliation, filter: ReconciliationFilter): boolean {
  const { protocol, backstop, market, quantity, status, fromBlock, toBlock } = filter;
  return (
    (protocol == null || row.protocol === protocol) &&
    (backstop == null || isNamed(row.backstop, row.name, backstop)) &&
    (market == null || isNamed(row.market, row.name, market)) &&
    (quantity == null || quantity.includes(row.quantity)) &&
    (status == null || status.includes(row.status)) &&
    (fromBlock == null || row.lastBlock.number >= fromBlock) &&
    (toBlock == null || row.firstBlock.number <= toBlock)
  );
}

function isNamed(id: string | null, name: string, asked: string): boolean {
  return id !== null && (id === asked.toLowerCase() || name === asked);
}

function isAfter({ run, line }: Place, after: Place): boolean {
  return run < after.run || (run === after.run && line > after.line);
}

function pageOf(found: readonly Reconciliation[], size: number, hasCursor: boolean): Page<Reconciliation> {
  const edges = found.slice(0, size).map((node) => ({ cursor: encode(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: hasCursor,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function pageSize(size: number): number {
  if (size >= 1 && size <= MAX_PAGE) return size;
  throw new InvalidRequestError(`Expected a page of 1 to ${MAX_PAGE} rows, got ${size}.`);
}

function encode({ run, line }: Place): string {
  return Buffer.from(`${run}:${line}`, "utf8").toString("base64url");
}

function decode(cursor: string): Place {
  const [, run, line] = CURSOR.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? [];
  if (run !== undefined && line !== undefined) return { run: BigInt(run), line: Number(line) };
  throw new InvalidRequestError(
    `Expected a cursor from an earlier answer's \`pageInfo\` or \`edges\`, got "${cursor.slice(0, 60)}".`,
  );
}
