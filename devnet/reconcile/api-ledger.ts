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
  balances: `id asset { id symbol } balance { raw } encumbered { raw } shares pendingShares
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
  readonly encumbered: ApiAmount;
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

interface Rows<Node> {
  readonly known: BlockId;
  readonly nodes: readonly Node[];
}

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
      const balances = await this.#all<ApiBalance>("balances", request);
      const deficits = await this.#all<ApiDeficit>("deficits", request);
      const positions =
        request.positions === 0
          ? null
          : await this.#all<ApiPosition>("positions", request, request.positions);
      return {
        known: balances.known,
        balances: balances.nodes.map(toBalance),
        deficits: deficits.nodes.map(toDeficit),
        positions: positions?.nodes.map(toPosition) ?? [],
      };
    } catch (error) {
      if (error instanceof GraphqlAnswerError && error.code === "UNKNOWN_BLOCK") return EMPTY_BOOK;
      throw error;
    }
  }

  async #all<Node>(list: List, request: BookRequest, limit = Number.POSITIVE_INFINITY): Promise<Rows<Node>> {
    const nodes: Node[] = [];
    for (let after: string | null = null; ; ) {
      const first = Math.min(PAGE, limit - nodes.length);
      const page: Page<Node> = await this.#page(list, request, { first, after });
      nodes.push(...page.edges.map(({ node }) => node));
      const { blockNumber, blockHash } = page.provenance;
      const known = { number: BigInt(blockNumber), hash: blockHash };
      if (!page.pageInfo.hasNextPage || nodes.length >= limit) return { known, nodes };
      after = page.pageInfo.endCursor;
    }
  }

  async #page<Node>(
    list: List,
    { block, protocol }: BookRequest,
    page: { readonly first: number; readonly after: string | null },
  ): Promise<Page<Node>> {
    const variables = { network: this.#network, block: String(block), filter: { protocol }, ...page };
    return (await askGraphql<Record<List, Page<Node>>>({ url: this.#url }, queryOf(list), variables))[list];
  }
}

interface ApiHead {
  readonly _meta: {
    readonly networks: readonly { readonly network: string; readonly block: { number: string } | null }[];
  };
}

function queryOf(list: List): string {
  return `query($network: String!, $block: BigInt!, $filter: ${FILTERS[list]}, $first: Int!, $after: String) {
    ${list}(network: $network, asOf: { blockNumber: $block }, filter: $filter, first: $first, after: $after) {
      provenance { blockNumber blockHash }
      pageInfo { hasNextPage endCursor }
      edges { node { ${LISTS[list]} } }
    }
  }`;
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
    encumbered: BigInt(row.encumbered.raw),
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
