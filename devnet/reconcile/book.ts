/** A block by number and hash. */
export interface BlockId {
  readonly number: bigint;
  /** Lower-case hex with `0x`. */
  readonly hash: string;
}

/** A token or unit of account of the ledger. */
export interface BookAsset {
  /** Address of the token; see `Asset.id` of the ledger's schema. */
  readonly id: string;
  readonly symbol: string | null;
}

/** A market of the ledger. */
export interface BookMarket {
  readonly id: string;
  readonly name: string;
  readonly contract: string;
  /** Id of the asset; null where there is no single one. */
  readonly collateralAsset: string | null;
}

/** What a backstop holds of one asset, in its smallest unit. */
export interface BalanceRow {
  readonly id: string;
  /** Slug. */
  readonly protocol: string;
  readonly backstop: {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly contract: string;
    readonly balanceSource: string;
    readonly market: BookMarket | null;
  };
  readonly asset: BookAsset;
  readonly balance: bigint;
  /** Asked back by providers of backstops without shares. */
  readonly pendingOutflow: bigint;
  readonly encumbered: bigint;
  readonly disabled: bigint;
  /** Null for funds without shares. */
  readonly shares: bigint | null;
  readonly pendingShares: bigint | null;
}

/** Bad debt of a market in one asset, in its smallest unit. */
export interface DeficitRow {
  readonly id: string;
  readonly protocol: string;
  readonly market: BookMarket;
  readonly asset: BookAsset;
  readonly open: bigint;
  readonly pending: bigint;
}

/** Collateral and debt of one account in one market. */
export interface PositionRow {
  readonly id: string;
  readonly protocol: string;
  readonly market: BookMarket;
  /** Address, or the protocol's number of the position. */
  readonly account: string;
  readonly collateral: bigint;
  readonly debt: bigint;
  /** Null where debts are kept in the asset. */
  readonly debtShares: bigint | null;
  /** Signed; null where positions have no size. */
  readonly size: bigint | null;
}

/** What the ledger says at one block. */
export interface Book {
  /** A block of the chain that the ledger followed for this answer; null when it knows none yet. */
  readonly known: BlockId | null;
  readonly balances: readonly BalanceRow[];
  readonly deficits: readonly DeficitRow[];
  readonly positions: readonly PositionRow[];
}

/** What to read of the ledger. */
export interface BookRequest {
  readonly block: bigint;
  /** Slug; null for all. */
  readonly protocol: string | null;
  /** Most positions, oldest first; 0 for none. */
  readonly positions: number;
}

/** A ledger that can be asked for any block of the past. */
export interface LedgerSource {
  /** Number of the last block it holds. */
  head(): Promise<bigint>;
  at(request: BookRequest): Promise<Book>;
}

/** The book of a block before the first event. */
export const EMPTY_BOOK: Book = { known: null, balances: [], deficits: [], positions: [] };
