import type { View } from "../../services/ports.ts";
import type {
  BucketRequest,
  ClaimBucket,
  DebtBucket,
  DeficitBucket,
  DeficitSum,
  DeleveragingSum,
  EpisodeReader,
  EpisodeWindow,
  ImpairmentBucket,
  LayerSum,
  LiquidationBucket,
  LiquidationSum,
  LossEventBucket,
  OracleAge,
  PriceBucket,
  RunOffSum,
} from "../../services/stress/episodes/episode-reader.ts";
import type { SqlReader } from "../store.ts";
import {
  readClaimBuckets,
  readDebtBuckets,
  readDeficitBuckets,
  readFirstRecords,
  readImpairmentBuckets,
  readLiquidationBuckets,
  readLossEventBuckets,
  readPriceBuckets,
} from "./episode-buckets.ts";
import {
  readDeficitsOf,
  readDeleveragingsOf,
  readLayerLossesOf,
  readLiquidationsOf,
  readOracleAgesOf,
  readRunOffsOf,
} from "./episode-windows.ts";

type Windows = readonly EpisodeWindow[];

/** What stress episodes are dated from and described by, read from the store's tables by SQL. */
export class StoreEpisodeReader implements EpisodeReader {
  readonly #sql: SqlReader;

  constructor(sql: SqlReader) {
    this.#sql = sql;
  }

  priceBuckets(request: Parameters<EpisodeReader["priceBuckets"]>[0]): Promise<PriceBucket[]> {
    return readPriceBuckets(this.#sql, request);
  }

  liquidationBuckets(request: BucketRequest): Promise<LiquidationBucket[]> {
    return readLiquidationBuckets(this.#sql, request);
  }

  deficitBuckets(request: BucketRequest): Promise<DeficitBucket[]> {
    return readDeficitBuckets(this.#sql, request);
  }

  debtBuckets(request: BucketRequest): Promise<DebtBucket[]> {
    return readDebtBuckets(this.#sql, request);
  }

  lossEventBuckets(request: BucketRequest): Promise<LossEventBucket[]> {
    return readLossEventBuckets(this.#sql, request);
  }

  claimBuckets(request: BucketRequest): Promise<ClaimBucket[]> {
    return readClaimBuckets(this.#sql, request);
  }

  impairmentBuckets(request: BucketRequest): Promise<ImpairmentBucket[]> {
    return readImpairmentBuckets(this.#sql, request);
  }

  firstRecords(view: View, protocols: readonly string[]): Promise<ReadonlyMap<string, bigint>> {
    return readFirstRecords(this.#sql, view, protocols);
  }

  liquidationsOf(view: View, windows: Windows): Promise<LiquidationSum[]> {
    return readLiquidationsOf(this.#sql, view, windows);
  }

  layerLossesOf(view: View, windows: Windows): Promise<LayerSum[]> {
    return readLayerLossesOf(this.#sql, view, windows);
  }

  deficitsOf(view: View, windows: Windows): Promise<DeficitSum[]> {
    return readDeficitsOf(this.#sql, view, windows);
  }

  deleveragingsOf(view: View, windows: Windows): Promise<DeleveragingSum[]> {
    return readDeleveragingsOf(this.#sql, view, windows);
  }

  runOffsOf(view: View, windows: Windows): Promise<RunOffSum[]> {
    return readRunOffsOf(this.#sql, view, windows);
  }

  oracleAgesOf(view: View, windows: Windows): Promise<OracleAge[]> {
    return readOracleAgesOf(this.#sql, view, windows);
  }
}
