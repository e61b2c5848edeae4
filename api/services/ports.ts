import type { Auction, AuctionEvent } from "../domain/entities/auction.ts";
import type { Backstop, BackstopBalance, FundFlow, WithdrawalRequest } from "../domain/entities/backstop.ts";
import type { Deficit, DeficitChange } from "../domain/entities/deficit.ts";
import type { Deleveraging } from "../domain/entities/deleveraging.ts";
import type { Attestation, ParameterChange } from "../domain/entities/governance.ts";
import type { LendingState, MarketDebt } from "../domain/entities/lending.ts";
import type { Liquidation, LossAllocation } from "../domain/entities/liquidation.ts";
import type {
  OptionExercise,
  OptionPosition,
  OptionSeries,
  OptionTrade,
  OptionVault,
} from "../domain/entities/option.ts";
import type { Position, PositionChange } from "../domain/entities/position.ts";
import type {
  Asset,
  Market,
  PriceFeed,
  PriceObservation,
  Protocol,
  SkippedEvent,
} from "../domain/entities/reference.ts";
import type { StatusChange, StatusInterval } from "../domain/entities/status.ts";
import type { FeedPrice } from "../domain/feed-price.ts";
import type { AuctionOutcome } from "../solvency/auction-outcome.ts";
import type { BadDebtPoint, DebtCreation } from "../solvency/bad-debt.ts";
import type { MarketExposure } from "../solvency/book.ts";
import type { OpenPosition } from "../solvency/latent-bad-debt.ts";
import type { LastParameter, WrittenPut } from "../solvency/obligations.ts";
import type { LayerLosses, StatedLosses } from "../solvency/realised-losses.ts";
import type { EpisodeReader } from "./stress/episodes/episode-reader.ts";
import type { WindowReader } from "./window-reader.ts";

/** Row type of everything that can be listed or looked up. */
export type LedgerRows = {
  protocol: Protocol;
  asset: Asset;
  market: Market;
  priceFeed: PriceFeed;
  backstop: Backstop;
  backstopBalance: BackstopBalance;
  deficit: Deficit;
  position: Position;
  auction: Auction;
  optionSeries: OptionSeries;
  optionPosition: OptionPosition;
  optionVault: OptionVault;
  withdrawalRequest: WithdrawalRequest;
  lendingState: LendingState;
  marketDebt: MarketDebt;
  statusInterval: StatusInterval;
  liquidation: Liquidation;
  lossAllocation: LossAllocation;
  fundFlow: FundFlow;
  deficitChange: DeficitChange;
  optionTrade: OptionTrade;
  optionExercise: OptionExercise;
  auctionEvent: AuctionEvent;
  deleveraging: Deleveraging;
  priceObservation: PriceObservation;
  parameterChange: ParameterChange;
  statusChange: StatusChange;
  attestation: Attestation;
  positionChange: PositionChange;
  skippedEvent: SkippedEvent;
};

/** Name of a kind of row. */
export type LedgerEntity = keyof LedgerRows;

/** A block that the ledger knows by number, hash and time. */
export type BlockRef = {
  readonly number: bigint;
  /** Lower-case hex with `0x`. */
  readonly hash: string;
  /** Seconds since 1970-01-01 UTC. */
  readonly timestamp: bigint;
};

/** One network's ledger as of one block: facts with an ordinal below `horizon`, and state rebuilt from them. */
export type View = {
  readonly network: string;
  /** First ordinal that is not part of the view. */
  readonly horizon: bigint;
  /** Last block in the view that the ledger knows by hash. */
  readonly block: BlockRef;
  /** Last block that is indexed. */
  readonly head: BlockRef;
};

/** Place of a row in its order. */
export type RowPosition = { readonly ordinal: bigint; readonly id: string };

/** A field as a condition names it, camelCase. `ordinal` is createdOrdinal for state. */
export type Condition =
  | { readonly field: string; readonly operator: "in"; readonly values: readonly string[] }
  | { readonly field: string; readonly operator: "atLeast" | "below"; readonly value: bigint }
  /** The field refers to a row of `entity` with this name. */
  | {
      readonly field: string;
      readonly operator: "named";
      readonly entity: "market" | "backstop";
      readonly name: string;
    };

/** Direction of an order by ordinal and id. */
export type OrderDirection = "ASC" | "DESC";

/** What to list. */
export type PageRequest = {
  readonly view: View;
  readonly conditions: readonly Condition[];
  readonly order: OrderDirection;
  /** Rows strictly after this place in the given order; null from the start. */
  readonly after: RowPosition | null;
  /** Most rows to return; null for all. */
  readonly limit: number | null;
};

/** Conditions of a list, without paging. */
export type Selection = Pick<PageRequest, "view" | "conditions">;

/**
 * The ledger as the services read it. The number of queries of a method does not depend on the number of ids; lists that
 * may be long and are rebuilt from facts take one query for some thousand rows.
 */
export interface LedgerReader extends WindowReader, EpisodeReader {
  /** Last indexed block of each network, by network name. */
  heads(): Promise<ReadonlyMap<string, BlockRef>>;
  /** Last block at or below the number that the ledger knows; null when it knows none. */
  blockAtOrBelow(network: string, blockNumber: bigint): Promise<BlockRef | null>;
  /** Last known block whose time is at or before the given one; null when it knows none. */
  blockAtTime(network: string, seconds: bigint): Promise<BlockRef | null>;
  /** The block with this hash; null when the ledger has no record of it. */
  blockByHash(network: string, hash: string): Promise<BlockRef | null>;
  /** Whether the copy was complete up to exactly this block and still is: false once a reorg dropped it. */
  hasCheckpoint(network: string, block: BlockRef): Promise<boolean>;
  /** Rows by ordinal and id. */
  page<E extends LedgerEntity>(entity: E, request: PageRequest): Promise<LedgerRows[E][]>;
  /** Some fields of all selected rows, by ordinal and id; for metrics, which read many rows and few fields. */
  fields<E extends LedgerEntity, F extends keyof LedgerRows[E] & string>(
    entity: E,
    fields: readonly F[],
    selection: Selection,
  ): Promise<Pick<LedgerRows[E], F>[]>;
  /** Number of rows. */
  count(entity: LedgerEntity, selection: Selection): Promise<bigint>;
  /**
   * Number of selected rows that existed at the view's block, but in a state that is not known: no fact tells it and it
   * changed since. They are missing from every list, so a sum over rows is whole only where this is 0. Always 0 for what
   * facts rebuild. Conditions must be on fields that never change.
   */
  countUnknown(entity: LedgerEntity, selection: Selection): Promise<bigint>;
  /** Rows with these ids, in any order; unknown ids are left out. */
  byIds<E extends LedgerEntity>(entity: E, view: View, ids: readonly string[]): Promise<LedgerRows[E][]>;
  /** Rows whose `field` holds one of these ids, by ordinal and id. */
  byReference<E extends LedgerEntity>(
    entity: E,
    field: keyof LedgerRows[E] & string,
    view: View,
    ids: readonly string[],
  ): Promise<LedgerRows[E][]>;
  /**
   * What the selected auctions brought, by ordinal and id, with the price of their market's feed at the kick: the last
   * observation before it. The price is null where there is no observation or the last one was not valid. They come in
   * parts of some thousand; a part may be empty.
   */
  auctionOutcomes(selection: Selection): AsyncIterable<readonly AuctionOutcome[]>;
  /** The last observation of every feed that has one. */
  latestPrices(view: View): Promise<FeedPrice[]>;
  /**
   * The last observations of the feeds of these assets, and of the network's coin, below each of these ordinals; an ordinal
   * beyond the view's horizon counts as the horizon.
   */
  pricesAt(
    view: View,
    request: { readonly assets: readonly string[]; readonly horizons: readonly bigint[] },
  ): Promise<PriceMoment[]>;
  /**
   * The last observation of every feed of an asset in blocks up to a time, for pairs of both, and of the network's coin where one of
   * them quotes in anything but dollars. The view's horizon cuts all of them.
   */
  pricesAtTimes(view: View, pairs: readonly AssetTime[]): Promise<PriceAtTime[]>;
  /** Sums over the open positions of each market of these protocols; markets that never had a position are left out. */
  exposures(view: View, protocols: readonly string[]): Promise<MarketExposure[]>;
  /**
   * Open positions of these protocols, those of one owner one after another. They come in parts of some thousand, so that
   * memory does not grow with their number. Ask nothing else of the reader before the last part.
   */
  openPositions(view: View, protocols: readonly string[]): AsyncIterable<readonly OpenPositionRow[]>;
  /** The puts that these protocols wrote and that are open, by series. */
  writtenPuts(view: View, protocols: readonly string[]): Promise<WrittenPut[]>;
  /** The last values of the parameters of these protocols that have one of these names. */
  lastParameters(
    view: View,
    protocols: readonly string[],
    names: readonly string[],
  ): Promise<LastParameter[]>;
  /** Losses of a window that facts state, by asset. */
  statedLosses(window: LossWindow): Promise<StatedLosses[]>;
  /** What layers took in a window, by asset and rank. */
  layerLosses(window: LossWindow): Promise<LayerLosses[]>;
  /** Changes of deficits summed by deficit and UTC day: deficits by their first change, days in order. */
  deficitDays(selection: Selection): Promise<DeficitDay[]>;
  /** The single changes that created debt on the given days, in ledger order. */
  deficitsCreatedOn(view: View, days: readonly DayOfDeficit[]): Promise<DeficitCreation[]>;
  /** Number of skipped logs by protocol slug, event name and reason. */
  skippedEvents(view: View): Promise<SkippedCount[]>;
  /** What swaps at the peg took out of a protocol's backstops, by backstop, asset and hour; a reserve without any has one row. */
  hourlyOutflows(window: ProtocolWindow): Promise<HourlyOutflow[]>;
}

/** A window of one protocol in seconds since 1970-01-01 UTC: from included, to excluded. */
export type LossWindow = {
  readonly view: View;
  readonly protocol: string;
  readonly from: bigint;
  readonly to: bigint;
};

/** The last observation of a feed below an ordinal. */
export type PriceMoment = FeedPrice & { readonly horizon: bigint };

/** What swaps took out of one reserve in one hour; hour and amount are null where nothing was taken in the window. */
export type HourlyOutflow = {
  readonly backstop: string;
  readonly asset: string;
  /** Time of the first flow of any kind, seconds since 1970-01-01 UTC. */
  readonly since: bigint;
  /** First second of the hour. */
  readonly hour: bigint | null;
  /** Smallest units of the asset. */
  readonly amount: bigint | null;
};

/** An asset and a time, seconds since 1970-01-01 UTC. */
export type AssetTime = { readonly asset: string; readonly seconds: bigint };

/** The last observation of a feed in blocks up to a time. */
export type PriceAtTime = FeedPrice & { readonly seconds: bigint };

/** A window of one protocol that ends at the view's block. */
export type ProtocolWindow = {
  readonly view: View;
  readonly protocol: string;
  /** First second, included, since 1970-01-01 UTC. */
  readonly from: bigint;
};

/** What one UTC day did to a deficit, with the ids that it belongs to. */
export type DeficitDay = BadDebtPoint & {
  readonly deficit: string;
  readonly market: string;
  readonly asset: string;
};

/** A UTC day of a deficit; `from` is its first second since 1970-01-01 UTC. */
export type DayOfDeficit = Pick<DeficitDay, "deficit" | "from">;

/** An open position and its protocol. */
export type OpenPositionRow = OpenPosition & { readonly protocol: string };

/** A change that created debt, and its deficit. */
export type DeficitCreation = DebtCreation & { readonly deficit: string };

/** How many logs of one event were skipped for one reason. */
export type SkippedCount = {
  readonly protocol: string;
  readonly event: string;
  readonly reason: string;
  readonly count: bigint;
};

/** How far the copy of one network's ledger is. */
export type NetworkStatus = {
  readonly network: string;
  /** What the ingest is doing. */
  readonly state: "SYNCING" | "LIVE" | "LAGGING" | "STALLED" | "HALTED";
  /** When the state began, seconds since 1970-01-01 UTC. */
  readonly since: bigint;
  /** Newest block that the subgraph says it has indexed; null before the first answer. */
  readonly subgraphBlock: bigint | null;
  /** Time of that block, seconds since 1970-01-01 UTC; null before the first answer or when the subgraph does not tell. */
  readonly subgraphTime: bigint | null;
  /** Rows written since the API started. */
  readonly rowCount: bigint;
  /** Rows a second over about the last ten seconds; null before the first commit. */
  readonly rowsPerSecond: number | null;
  /** Seconds until the copy is at the subgraph's last block, 0 when it is; null while nothing can be said. */
  readonly secondsLeft: number | null;
  /** Why the state is neither SYNCING nor LIVE, without secrets; null while it is. */
  readonly error: string | null;
};

/** The running ingest as the services see it. */
export interface IngestStatus {
  /** One entry for each configured network. */
  networks(): readonly NetworkStatus[];
}
