import type { FeedPrice } from "../../domain/feed-price.ts";
import type {
  AssetTime,
  BlockRef,
  DayOfDeficit,
  DeficitCreation,
  DeficitDay,
  HourlyOutflow,
  LedgerEntity,
  LedgerReader,
  LedgerRows,
  LossWindow,
  OpenPositionRow,
  PageRequest,
  PriceAtTime,
  PriceMoment,
  ProtocolWindow,
  Selection,
  SkippedCount,
  View,
} from "../../services/ports.ts";
import type { AccountShares, ProviderSpan, RetentionSpan } from "../../services/window-reader.ts";
import type { AbsorbedLoss, LossCount } from "../../solvency/absorption-efficiency.ts";
import type { AuctionOutcome } from "../../solvency/auction-outcome.ts";
import type { CreatedDebtSum, DebtFloor, DebtSum } from "../../solvency/bad-debt-rate.ts";
import type { MarketExposure } from "../../solvency/book.ts";
import type { DailyClose } from "../../solvency/capital-efficiency.ts";
import type { CapitalSecondsDigit } from "../../solvency/capital-seconds.ts";
import type { FlowSum } from "../../solvency/flow-sum.ts";
import type { LastParameter, WrittenPut } from "../../solvency/obligations.ts";
import type { LayerLosses, StatedLosses } from "../../solvency/realised-losses.ts";
import type { RedistributedDebt, TakenOver } from "../../solvency/redistribution.ts";
import type { ReinsuranceBasis } from "../../solvency/reinsurance.ts";
import type { Commitment } from "../../solvency/shared-capital.ts";
import type { PriceStep } from "../../solvency/time-weighted-price.ts";
import type { LiquidationLosses } from "../../stress/counterparty/counterparty-exposure.ts";
import type { FeedRounds } from "../../stress/oracle/feed-risk.ts";
import type { SqlReader } from "../store.ts";
import { readAuctionOutcomes } from "./auction-outcomes.ts";
import { readCommitments } from "./commitments.ts";
import { readDailyCloses } from "./daily-closes.ts";
import { readCreatedDebts, readLiquidatedDebts, readLiquidationLosses } from "./debt-sums.ts";
import { readDeficitDays, readDeficitsCreatedOn } from "./deficit-days.ts";
import { readEventTimes } from "./event-times.ts";
import { readExposures } from "./exposures.ts";
import { readFeedRounds } from "./feed-rounds.ts";
import { readFirstRecord } from "./first-record.ts";
import type { Fragment } from "./fragment.ts";
import { readAbsorbedLosses, readCapitalSeconds, readFlowSums, readLossCounts } from "./fund-windows.ts";
import { readHourlyOutflows } from "./hourly-outflows.ts";
import {
  readBlockAtOrBelow,
  readBlockAtTime,
  readBlockByHash,
  readHasCheckpoint,
  readHeads,
} from "./known-blocks.ts";
import { readLatestPrices, readPricesAt } from "./latest-prices.ts";
import { readLastParameters, readWrittenPuts } from "./obligations.ts";
import { streamOpenPositions } from "./open-positions.ts";
import { readAccountShares, readOutflowSpans } from "./outflow-spans.ts";
import { type PartSizes, partsOf } from "./parts.ts";
import { readPriceSteps } from "./price-steps.ts";
import { readPricesAtTimes } from "./prices-at-times.ts";
import { readLayerLosses, readStatedLosses } from "./realised-losses.ts";
import { readRedistributedDebts, readTakenOver } from "./redistributed-debts.ts";
import { readReinsuranceBasis } from "./reinsurance-basis.ts";
import { isFixed, isRebuiltInParts } from "./relations.ts";
import { selectFields, selectPage, selectRows, selectUnknown } from "./select-rows.ts";
import { StoreEpisodeReader } from "./store-episode-reader.ts";
import { toDomainRow } from "./to-domain-row.ts";

/** Rows rebuilt at once inside the store. */
const REBUILT_ROWS = 8192;
/** Auction outcomes given at once. */
const OUTCOMES: PartSizes = { first: 4096, largest: 4096 };

/** The ledger read from the store's tables by SQL. */
export class StoreLedgerReader extends StoreEpisodeReader implements LedgerReader {
  readonly #sql: SqlReader;

  constructor(sql: SqlReader) {
    super(sql);
    this.#sql = sql;
  }

  heads(): Promise<Map<string, BlockRef>> {
    return readHeads(this.#sql);
  }

  blockAtOrBelow(network: string, blockNumber: bigint): Promise<BlockRef | null> {
    return readBlockAtOrBelow(this.#sql, network, blockNumber);
  }

  blockAtTime(network: string, seconds: bigint): Promise<BlockRef | null> {
    return readBlockAtTime(this.#sql, network, seconds);
  }

  blockByHash(network: string, hash: string): Promise<BlockRef | null> {
    return readBlockByHash(this.#sql, network, hash);
  }

  hasCheckpoint(network: string, block: BlockRef): Promise<boolean> {
    return readHasCheckpoint(this.#sql, network, block);
  }

  async page<E extends LedgerEntity>(entity: E, request: PageRequest): Promise<LedgerRows[E][]> {
    const { limit } = request;
    if (limit === null || !isRebuiltInParts(entity)) return this.#rows(selectPage(entity, request));
    const rows: LedgerRows[E][] = [];
    for await (const conditions of partsOf(this.#sql, entity, request, {
      first: limit,
      largest: REBUILT_ROWS,
    })) {
      const part = { ...request, conditions, limit: limit - rows.length };
      rows.push(...(await this.#rows<LedgerRows[E]>(selectPage(entity, part))));
      if (rows.length === limit) break;
    }
    return rows;
  }

  fields<E extends LedgerEntity, F extends keyof LedgerRows[E] & string>(
    entity: E,
    fields: readonly F[],
    selection: Selection,
  ): Promise<Pick<LedgerRows[E], F>[]> {
    return this.#rows(selectFields(entity, fields, selection));
  }

  async count(entity: LedgerEntity, selection: Selection): Promise<bigint> {
    const isFixedOnly = selection.conditions.every(({ field }) => isFixed(entity, field));
    if (isFixedOnly || !isRebuiltInParts(entity)) return this.#count(entity, selection);
    let count = 0n;
    const walk = { ...selection, order: "ASC", after: null } as const;
    for await (const conditions of partsOf(this.#sql, entity, walk, {
      first: REBUILT_ROWS,
      largest: REBUILT_ROWS,
    })) {
      count += await this.#count(entity, { ...selection, conditions });
    }
    return count;
  }

  async countUnknown(entity: LedgerEntity, selection: Selection): Promise<bigint> {
    const unknown = selectUnknown(entity, selection);
    return unknown === null ? 0n : this.#countOf(unknown);
  }

  byIds<E extends LedgerEntity>(entity: E, view: View, ids: readonly string[]): Promise<LedgerRows[E][]> {
    return this.byReference(entity, "id", view, ids);
  }

  async byReference<E extends LedgerEntity>(
    entity: E,
    field: keyof LedgerRows[E] & string,
    view: View,
    ids: readonly string[],
  ): Promise<LedgerRows[E][]> {
    if (ids.length === 0) return [];
    return this.page(entity, {
      view,
      conditions: [{ field, operator: "in", values: ids }],
      order: "ASC",
      after: null,
      limit: null,
    });
  }

  async *auctionOutcomes(selection: Selection): AsyncGenerator<AuctionOutcome[]> {
    const walk = { ...selection, order: "ASC", after: null } as const;
    for await (const conditions of partsOf(this.#sql, "auction", walk, OUTCOMES)) {
      yield await readAuctionOutcomes(this.#sql, { ...selection, conditions });
    }
  }

  latestPrices(view: View): Promise<FeedPrice[]> {
    return readLatestPrices(this.#sql, view);
  }

  pricesAt(view: View, request: Parameters<LedgerReader["pricesAt"]>[1]): Promise<PriceMoment[]> {
    return readPricesAt(this.#sql, view, request);
  }

  exposures(view: View, protocols: readonly string[]): Promise<MarketExposure[]> {
    return readExposures(this.#sql, view, protocols);
  }

  openPositions(view: View, protocols: readonly string[]): AsyncIterable<readonly OpenPositionRow[]> {
    return streamOpenPositions(this.#sql, view, protocols);
  }

  createdDebts(window: ProtocolWindow, floors: readonly DebtFloor[]): Promise<CreatedDebtSum[]> {
    return readCreatedDebts(this.#sql, window, floors);
  }

  liquidatedDebts(window: ProtocolWindow): Promise<DebtSum[]> {
    return readLiquidatedDebts(this.#sql, window);
  }

  statedLosses(window: LossWindow): Promise<StatedLosses[]> {
    return readStatedLosses(this.#sql, window);
  }

  layerLosses(window: LossWindow): Promise<LayerLosses[]> {
    return readLayerLosses(this.#sql, window);
  }

  writtenPuts(view: View, protocols: readonly string[]): Promise<WrittenPut[]> {
    return readWrittenPuts(this.#sql, view, protocols);
  }

  lastParameters(
    view: View,
    protocols: readonly string[],
    names: readonly string[],
  ): Promise<LastParameter[]> {
    return readLastParameters(this.#sql, view, protocols, names);
  }

  redistributedDebts(window: ProtocolWindow): Promise<RedistributedDebt[]> {
    return readRedistributedDebts(this.#sql, window);
  }

  takenOver(window: ProtocolWindow): Promise<TakenOver[]> {
    return readTakenOver(this.#sql, window);
  }

  deficitDays(selection: Selection): Promise<DeficitDay[]> {
    return readDeficitDays(this.#sql, selection);
  }

  deficitsCreatedOn(view: View, days: readonly DayOfDeficit[]): Promise<DeficitCreation[]> {
    return readDeficitsCreatedOn(this.#sql, view, days);
  }

  skippedEvents(view: View): Promise<SkippedCount[]> {
    return this.#sql.query<SkippedCount>(
      `SELECT p.slug AS protocol, s.event, s.reason, count(*) AS count
       FROM skipped_event s JOIN protocol p ON p.network = s.network AND p.id = s.protocol
       WHERE s.network = ? AND s.ordinal < ?
       GROUP BY p.slug, s.event, s.reason ORDER BY p.slug, s.event, s.reason`,
      [view.network, view.horizon],
    );
  }

  dailyCloses(view: View, request: Parameters<LedgerReader["dailyCloses"]>[1]): Promise<DailyClose[]> {
    return readDailyCloses(this.#sql, view, request);
  }

  feedRounds(view: View, request: Parameters<LedgerReader["feedRounds"]>[1]): Promise<FeedRounds[]> {
    return readFeedRounds(this.#sql, view, request);
  }

  outflowSpans(
    window: ProtocolWindow,
    request: Parameters<LedgerReader["outflowSpans"]>[1],
  ): Promise<ProviderSpan[]> {
    return readOutflowSpans(this.#sql, window, request);
  }

  liquidationLosses(window: ProtocolWindow): Promise<LiquidationLosses[]> {
    return readLiquidationLosses(this.#sql, window);
  }

  eventTimes(
    window: ProtocolWindow,
    kind: Parameters<LedgerReader["eventTimes"]>[1],
    most: number,
  ): Promise<bigint[]> {
    return readEventTimes(this.#sql, window, kind, most);
  }

  accountShares(view: View, protocol: string): Promise<AccountShares[]> {
    return readAccountShares(this.#sql, view, protocol);
  }

  priceSteps(view: View, request: Parameters<LedgerReader["priceSteps"]>[1]): Promise<PriceStep[]> {
    return readPriceSteps(this.#sql, view, request);
  }

  firstRecord(view: View, protocol: string): Promise<bigint | null> {
    return readFirstRecord(this.#sql, view, protocol);
  }

  capitalSeconds(window: ProtocolWindow): Promise<CapitalSecondsDigit[]> {
    return readCapitalSeconds(this.#sql, window);
  }

  flowSums(window: ProtocolWindow): Promise<FlowSum[]> {
    return readFlowSums(this.#sql, window);
  }

  absorbedLosses(window: ProtocolWindow, backstops: readonly string[]): Promise<AbsorbedLoss[]> {
    return readAbsorbedLosses(this.#sql, window, backstops);
  }

  lossCounts(window: ProtocolWindow, backstops: readonly string[]): Promise<LossCount[]> {
    return readLossCounts(this.#sql, window, backstops);
  }

  hourlyOutflows(window: ProtocolWindow): Promise<HourlyOutflow[]> {
    return readHourlyOutflows(this.#sql, window);
  }

  pricesAtTimes(view: View, pairs: readonly AssetTime[]): Promise<PriceAtTime[]> {
    return readPricesAtTimes(this.#sql, view, pairs);
  }

  commitments(view: View, backstops: readonly string[]): Promise<Commitment[]> {
    return readCommitments(this.#sql, view, backstops);
  }

  reinsuranceBasis(window: ProtocolWindow, spans: readonly RetentionSpan[]): Promise<ReinsuranceBasis[]> {
    return readReinsuranceBasis(this.#sql, window, spans);
  }

  #count(entity: LedgerEntity, selection: Selection): Promise<bigint> {
    return this.#countOf(selectRows(entity, selection));
  }

  async #countOf({ text, params }: Fragment): Promise<bigint> {
    const rows = await this.#sql.query<{ count: bigint }>(`SELECT count(*) AS count FROM (${text})`, params);
    return rows[0]?.count ?? 0n;
  }

  async #rows<T>({ text, params }: Fragment): Promise<T[]> {
    const rows = await this.#sql.query(text, params);
    return rows.map((row) => toDomainRow<T>(row));
  }
}
