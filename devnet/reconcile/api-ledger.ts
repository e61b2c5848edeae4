import {
  type BalanceRow,
  type BlockId,
  type Book,
  type BookMarket,
  type BookRequest,
  type DeficitRow,
  EMPTY_BOOK,
  type LedgerSource,
  type PositionRow,
} from "./book.ts";
import { ReconcileError } from "./errors.ts";
import { askGraphql, GraphqlAnswerError } from "./graphql.ts";

const MARKET = "{ id name contract collateralAsset { id } }";
const PAGE = 1000;

const LISTS = {
  balances: `id asset { id symbol } balance { raw } pendingOutflow { raw } encumbered { raw } disabled { raw }
    shares pendingShares
    backstop { id name kind contract balanceSource protocol { slug } market ${MARKET} }`,
  deficits: `id protocol { slug } market ${MARKET} asset { id symbol } open { raw } pending { raw }`,
  positions: `id protocol { slug } market ${MARKET} account collateral { raw } debt { raw } debtShares size`,
} as const;

/** Filter inputs have no common type in the schema. */
const FILTERS = {
  balances: "BackstopBalanceFilter",
  deficits: "DeficitFilter",
  positions: "PositionFilter",
} as const;

const HEAD = "{ _meta { networks { network block { number } } } }";

type List = keyof typeof LISTS;

interface Page<Node> {
  readonly provenance: { readonly blockNumber: string; readonly blockHash: string };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: readonly { readonly node: Node }[];
}

interface ApiAmount {
  readonly raw: string;
}

type ApiMarket = Omit<BookMarket, "collateralAsset"> & { readonly collateralAsset: { id: string } | null };

interface ApiProtocol {
  readonly protocol: { readonly slug: string };
}

type ApiBalance = Pick<BalanceRow, "id" | "asset"> & {
  readonly balance: ApiAmount;
  readonly pendingOutflow: ApiAmount;
  readonly encumbered: ApiAmount;
  readonly disabled: ApiAmount;
  readonly shares: string | null;
  readonly pendingShares: string | null;
  readonly backstop: Omit<BalanceRow["backstop"], "market"> &
    ApiProtocol & { readonly market: ApiMarket | null };
};

type ApiDeficit = Pick<DeficitRow, "id" | "asset"> &
  ApiProtocol & { readonly market: ApiMarket; readonly open: ApiAmount; readonly pending: ApiAmount };

type ApiPosition = Pick<PositionRow, "id" | "account"> &
  ApiProtocol & {
    readonly market: ApiMarket;
    readonly collateral: ApiAmount;
    readonly debt: ApiAmount;
    readonly debtShares: string | null;
    readonly size: string | null;
  };

/** The ledger as the API answers for it: rebuilt from facts for any block. */
export class ApiLedger implements LedgerSource {
  readonly #url: string;
  readonly #network: string;

  /**
   * @param url - Of the API, without `/graphql`.
   * @param network - Name of the network.
   */
  constructor(url: string, network: string) {
    this.#url = `${url.replace(/\/(graphql\/?)?$/, "")}/graphql`;
    this.#network = network;
  }

  /**
   * Returns the number of the last block of the API's copy.
   *
   * @throws {ReconcileError} when the API does not answer or does not have the network.
   */
  async head(): Promise<bigint> {
    const { _meta } = await askGraphql<ApiHead>({ url: this.#url }, HEAD, {});
    const network = _meta.networks.find((one) => one.network === this.#network);
    if (network?.block) return BigInt(network.block.number);
    const names = _meta.networks.map((one) => one.network).join(", ");
    throw new ReconcileError(
      `The API has nothing of network "${this.#network}"; it has ${names || "none"}. Choose one with --network, or wait.`,
    );
  }

  async at(request: BookRequest): Promise<Book> {
    try {
      return await this.#read(request);
    } catch (error) {
      if (error instanceof GraphqlAnswerError && error.code === "UNKNOWN_BLOCK") return EMPTY_BOOK;
      throw error;
    }
  }

  /** Asks for the lists together, then for what is left of them: one answer is about one state of the API. */
  async #read(request: BookRequest): Promise<Book> {
    const rows: Nodes = { balances: [], deficits: [], positions: [] };
    const known: BlockId[] = [];
    let wanted = firstPages(request);
    while (wanted.length > 0) {
      const pages = await this.#ask(wanted, request);
      known.push(...wanted.map(({ list }) => blockOf(pages[list])));
      for (const { list } of wanted) append(rows, list, pages[list]);
      wanted = wanted.flatMap(({ list }) => next(list, pages[list], rows.positions.length, request));
    }
    const { balances, deficits, positions } = rows;
    return {
      known: sameBlock(known),
      balances: balances.map(toBalance),
      deficits: deficits.map(toDeficit),
      positions: positions.map(toPosition),
    };
  }

  async #ask(wanted: readonly Wanted[], { block, protocol }: BookRequest): Promise<Pages> {
    const variables = Object.fromEntries(
      wanted.flatMap(({ list, first, after }) => [
        [`${list}First`, first],
        [`${list}After`, after],
        [`${list}Filter`, { protocol }],
      ]),
    );
    const query = queryOf(wanted.map(({ list }) => list));
    return askGraphql({ url: this.#url }, query, {
      network: this.#network,
      block: String(block),
      ...variables,
    });
  }
}

/** A page to ask for. */
interface Wanted {
  readonly list: List;
  readonly first: number;
  readonly after: string | null;
}

interface Nodes {
  readonly balances: ApiBalance[];
  readonly deficits: ApiDeficit[];
  readonly positions: ApiPosition[];
}

type Pages = { readonly [L in List]: Page<Nodes[L][number]> };

function firstPages({ positions }: BookRequest): Wanted[] {
  const held: Wanted[] = [
    { list: "balances", first: PAGE, after: null },
    { list: "deficits", first: PAGE, after: null },
  ];
  if (positions === 0) return held;
  return [...held, { list: "positions", first: Math.min(PAGE, positions), after: null }];
}

function append<L extends List>(rows: Nodes, list: L, page: Page<Nodes[L][number]>): void {
  const nodes = rows[list] as Nodes[L][number][];
  nodes.push(...page.edges.map(({ node }) => node));
}

function next(list: List, { pageInfo }: Page<unknown>, positions: number, request: BookRequest): Wanted[] {
  const left = list === "positions" ? request.positions - positions : PAGE;
  if (!pageInfo.hasNextPage || left === 0) return [];
  return [{ list, first: Math.min(PAGE, left), after: pageInfo.endCursor }];
}

function blockOf({ provenance }: Page<unknown>): BlockId {
  return { number: BigInt(provenance.blockNumber), hash: provenance.blockHash };
}

function sameBlock([first, ...others]: readonly BlockId[]): BlockId | null {
  if (first === undefined) return null;
  if (others.every(({ hash }) => hash === first.hash)) return first;
  throw new ReconcileError("A reorg changed the ledger while it was read. Run again.");
}

interface ApiHead {
  readonly _meta: {
    readonly networks: readonly { readonly network: string; readonly block: { number: string } | null }[];
  };
}

function queryOf(lists: readonly List[]): string {
  const variables = lists.map(
    (list) => `$${list}First: Int!, $${list}After: String, $${list}Filter: ${FILTERS[list]}`,
  );
  const fields = lists.map(
    (list) => `${list}(network: $network, asOf: { blockNumber: $block }, filter: $${list}Filter,
      first: $${list}First, after: $${list}After) {
      provenance { blockNumber blockHash }
      pageInfo { hasNextPage endCursor }
      edges { node { ${LISTS[list]} } }
    }`,
  );
  return `query($network: String!, $block: BigInt!, ${variables.join(", ")}) { ${fields.join(" ")} }`;
}

function toMarket(market: ApiMarket): BookMarket {
  return { ...market, collateralAsset: market.collateralAsset?.id ?? null };
}

function toBalance({ backstop, ...row }: ApiBalance): BalanceRow {
  const { protocol, market, ...rest } = backstop;
  return {
    ...row,
    protocol: protocol.slug,
    backstop: { ...rest, market: market === null ? null : toMarket(market) },
    balance: BigInt(row.balance.raw),
    pendingOutflow: BigInt(row.pendingOutflow.raw),
    encumbered: BigInt(row.encumbered.raw),
    disabled: BigInt(row.disabled.raw),
    shares: bigintOrNull(row.shares),
    pendingShares: bigintOrNull(row.pendingShares),
  };
}

function toDeficit(row: ApiDeficit): DeficitRow {
  return {
    ...row,
    protocol: row.protocol.slug,
    market: toMarket(row.market),
    open: BigInt(row.open.raw),
    pending: BigInt(row.pending.raw),
  };
}

function toPosition(row: ApiPosition): PositionRow {
  return {
    ...row,
    protocol: row.protocol.slug,
    market: toMarket(row.market),
    collateral: BigInt(row.collateral.raw),
    debt: BigInt(row.debt.raw),
    debtShares: bigintOrNull(row.debtShares),
    size: bigintOrNull(row.size),
  };
}

function bigintOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
