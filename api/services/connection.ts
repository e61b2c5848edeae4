import { InvalidRequestError } from "../domain/errors.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { ordinalOf } from "./list-fields.ts";
import type {
  LedgerEntity,
  LedgerReader,
  LedgerRows,
  OrderDirection,
  PageRequest,
  Selection,
} from "./ports.ts";

/** Relay's paging arguments and the order; first/after go forward, last/before backward. */
export type PageArguments = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
  readonly order?: OrderDirection | null | undefined;
};

/** One page of rows with their cursors. */
export type Page<Row> = {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

/** Most rows of one page. */
const MAX_PAGE = 1000;
const DEFAULT_PAGE = 100;

/**
 * Loads one page by ordinal and id; equal requests on the same block give equal pages.
 *
 * @throws {InvalidRequestError} when paging arguments are out of range or of both directions.
 */
export async function loadPage<E extends LedgerEntity>(
  reader: LedgerReader,
  entity: E,
  selection: Selection,
  args: PageArguments,
): Promise<Page<LedgerRows[E]>> {
  const isBackward = isBackwardPage(args);
  const size = pageSize(isBackward ? args.last : args.first);
  const cursor = (isBackward ? args.before : args.after) ?? null;
  const order = args.order ?? "ASC";
  const request: PageRequest = {
    ...selection,
    order: isBackward ? reversed(order) : order,
    after: cursor === null ? null : decodeCursor(cursor),
    limit: size + 1,
  };
  const found = await reader.page(entity, request);
  const rows = found.slice(0, size);
  if (isBackward) rows.reverse();
  return pageOf(rows, { hasMore: found.length > size, hasCursor: cursor !== null, isBackward });
}

function isBackwardPage({ first, after, last, before }: PageArguments): boolean {
  const isForward = isGiven(first) || isGiven(after);
  const isBackward = isGiven(last) || isGiven(before);
  if (isForward && isBackward) {
    throw new InvalidRequestError(
      "Expected `first`/`after` or `last`/`before`, got arguments of both directions.",
    );
  }
  return isBackward;
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function pageSize(asked: number | null | undefined): number {
  const size = asked ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) {
    throw new InvalidRequestError(
      `Expected a page of 1 to ${MAX_PAGE} rows, got ${size}. Follow \`pageInfo.endCursor\` for more.`,
    );
  }
  return size;
}

function reversed(order: OrderDirection): OrderDirection {
  return order === "ASC" ? "DESC" : "ASC";
}

function pageOf<Row extends LedgerRows[LedgerEntity]>(
  rows: readonly Row[],
  { hasMore, hasCursor, isBackward }: { hasMore: boolean; hasCursor: boolean; isBackward: boolean },
): Page<Row> {
  const edges = rows.map((node) => ({
    cursor: encodeCursor({ ordinal: ordinalOf(node), id: node.id }),
    node,
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: isBackward ? hasCursor : hasMore,
      hasPreviousPage: isBackward ? hasMore : hasCursor,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
