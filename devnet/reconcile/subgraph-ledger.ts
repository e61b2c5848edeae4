import type {
  BalanceRow,
  Book,
  BookMarket,
  BookRequest,
  DeficitRow,
  LedgerSource,
  PositionRow,
} from "./book.ts";
import { askGraphql, type GraphqlEndpoint } from "./graphql.ts";

const MARKET = "{ id name contract collateralAsset { id } }";
const MAX_ROWS = 1000;

/** graph-node lets no filter be null. */
const AT = `query($block: Int!, $rows: Int!, $positions: Int!) {
  _meta { block { number hash } }
  backstopBalances(block: { number: $block }, first: $rows, orderBy: createdOrdinal) {
    id asset { id symbol } balance pendingOutflow encumbered disabled shares pendingShares
    protocol: backstop { protocol { slug } }
    backstop { id name kind contract balanceSource market ${MARKET} }
  }
  deficits(block: { number: $block }, first: $rows, orderBy: createdOrdinal) {
    id protocol { slug } market ${MARKET} asset { id symbol } open pending
  }
  positions(block: { number: $block }, first: $positions, orderBy: createdOrdinal) {
    id protocol { slug } market ${MARKET} account collateral debt debtShares size
  }
}`;

type Wire<Row, Numbers extends keyof Row> = Omit<Row, Numbers | "protocol" | "market" | "backstop"> & {
  readonly [N in Numbers]: null extends Row[N] ? string | null : string;
};
type WireMarket = Omit<BookMarket, "collateralAsset"> & { readonly collateralAsset: { id: string } | null };
type WireProtocol = { readonly slug: string };
type WireBalance = Wire<
  BalanceRow,
  "balance" | "pendingOutflow" | "encumbered" | "disabled" | "shares" | "pendingShares"
> & {
  readonly protocol: { readonly protocol: WireProtocol };
  readonly backstop: Omit<BalanceRow["backstop"], "market"> & { readonly market: WireMarket | null };
};
type WireDeficit = Wire<DeficitRow, "open" | "pending"> & {
  readonly protocol: WireProtocol;
  readonly market: WireMarket;
};
type WirePosition = Wire<PositionRow, "collateral" | "debt" | "debtShares" | "size"> & {
  readonly protocol: WireProtocol;
  readonly market: WireMarket;
};

interface Answer {
  readonly _meta: { readonly block: { readonly number: number; readonly hash: string } };
  readonly backstopBalances: readonly WireBalance[];
  readonly deficits: readonly WireDeficit[];
  readonly positions: readonly WirePosition[];
}

/** The ledger as graph-node keeps it: mutable rows as they stood at a block. Up to 1,000 rows of a kind. */
export class SubgraphLedger implements LedgerSource {
  readonly #endpoint: GraphqlEndpoint;

  /** @param endpoint - GraphQL of the subgraph. */
  constructor(endpoint: GraphqlEndpoint) {
    this.#endpoint = endpoint;
  }

  async head(): Promise<bigint> {
    const { _meta } = await askGraphql<Pick<Answer, "_meta">>(
      this.#endpoint,
      "{ _meta { block { number } } }",
      {},
    );
    return BigInt(_meta.block.number);
  }

  async at({ block, protocol, positions }: BookRequest): Promise<Book> {
    const variables = { block: Number(block), rows: MAX_ROWS, positions: Math.min(positions, MAX_ROWS) };
    const answer = await askGraphql<Answer>(this.#endpoint, AT, variables);
    const isWanted = (row: { readonly protocol: string }) => protocol === null || row.protocol === protocol;
    const { number, hash } = answer._meta.block;
    return {
      known: { number: BigInt(number), hash },
      balances: answer.backstopBalances.map(toBalance).filter(isWanted),
      deficits: answer.deficits.map(toDeficit).filter(isWanted),
      positions: answer.positions.map(toPosition).filter(isWanted),
    };
  }
}

function toMarket(market: WireMarket): BookMarket {
  return { ...market, collateralAsset: market.collateralAsset?.id ?? null };
}

function toBalance(row: WireBalance): BalanceRow {
  const { market } = row.backstop;
  return {
    ...row,
    protocol: row.protocol.protocol.slug,
    backstop: { ...row.backstop, market: market === null ? null : toMarket(market) },
    balance: BigInt(row.balance),
    pendingOutflow: BigInt(row.pendingOutflow),
    encumbered: BigInt(row.encumbered),
    disabled: BigInt(row.disabled),
    shares: bigintOrNull(row.shares),
    pendingShares: bigintOrNull(row.pendingShares),
  };
}

function toDeficit(row: WireDeficit): DeficitRow {
  return {
    ...row,
    protocol: row.protocol.slug,
    market: toMarket(row.market),
    open: BigInt(row.open),
    pending: BigInt(row.pending),
  };
}

function toPosition(row: WirePosition): PositionRow {
  return {
    ...row,
    protocol: row.protocol.slug,
    market: toMarket(row.market),
    collateral: BigInt(row.collateral),
    debt: BigInt(row.debt),
    debtShares: bigintOrNull(row.debtShares),
    size: bigintOrNull(row.size),
  };
}

function bigintOrNull(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
