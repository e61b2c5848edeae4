import type { View } from "../../services/ports.ts";
import type {
  BucketRequest,
  ClaimBucket,
  DebtBucket,
  DeficitBucket,
  ImpairmentBucket,
  LiquidationBucket,
  LossEventBucket,
  PriceBucket,
} from "../../services/stress/episodes/episode-reader.ts";
import type { SqlReader } from "../store.ts";
import { fragment, joinFragments } from "./fragment.ts";
import { FACT_TABLES } from "./relations.ts";
import { toDomainRow } from "./to-domain-row.ts";

const WITHIN = "network = ? AND ordinal < ? AND protocol IN (SELECT unnest(?))";
const BUCKET = '"timestamp" - "timestamp" % ?';
const ZERO = "0::BIGNUM";

function sumIf(amount: string, condition: string): string {
  return `coalesce(sum(${amount}) FILTER (WHERE ${condition}), ${ZERO})`;
}

function paramsOf({ view, protocols, bucketSeconds }: BucketRequest) {
  return [bucketSeconds, view.network, view.horizon, protocols];
}

async function rowsOf<T>(sql: SqlReader, text: string, params: readonly unknown[]): Promise<T[]> {
  const rows = await sql.query(text, params as Parameters<SqlReader["query"]>[1]);
  return rows.map((row) => toDomainRow<T>(row));
}

/** Reads the last observation of feeds in each bucket that has one. */
export function readPriceBuckets(
  sql: SqlReader,
  { view, feeds, bucketSeconds }: Omit<BucketRequest, "protocols"> & { readonly feeds: readonly string[] },
): Promise<PriceBucket[]> {
  return rowsOf(
    sql,
    `SELECT feed, ${BUCKET} AS "from", unnest(arg_max({
       'price': CASE WHEN status = 'INVALID' THEN NULL ELSE price END, 'decimals': decimals,
       'observed_at': "timestamp" - coalesce(age, 0)
     }, (ordinal, id)))
     FROM price_observation WHERE network = ? AND ordinal < ? AND feed IN (SELECT unnest(?))
     GROUP BY feed, "from" ORDER BY feed, "from"`,
    [bucketSeconds, view.network, view.horizon, feeds],
  );
}

/** Sums what liquidations removed, by protocol, asset and bucket. */
export function readLiquidationBuckets(sql: SqlReader, request: BucketRequest): Promise<LiquidationBucket[]> {
  return rowsOf(
    sql,
    `SELECT protocol, debt_asset AS asset, ${BUCKET} AS "from", sum(debt_repaid) AS amount
     FROM liquidation WHERE ${WITHIN}
     GROUP BY protocol, asset, "from" ORDER BY protocol, asset, "from"`,
    paramsOf(request),
  );
}

/** Sums changes of deficits, by protocol, asset and bucket. */
export function readDeficitBuckets(sql: SqlReader, request: BucketRequest): Promise<DeficitBucket[]> {
  return rowsOf(
    sql,
    `SELECT protocol, asset, ${BUCKET} AS "from", ${sumIf("amount", "action = 'CREATED'")} AS created,
       ${sumIf("amount", "action = 'CREATED'")}
         - ${sumIf("amount", "action IN ('COVERED', 'SOCIALISED', 'WRITTEN_OFF')")} AS change
     FROM deficit_change WHERE ${WITHIN}
     GROUP BY protocol, asset, "from" ORDER BY protocol, asset, "from"`,
    paramsOf(request),
  );
}

/** Sums changes of positions' debt, by protocol, debt asset of the market and bucket. */
export function readDebtBuckets(sql: SqlReader, request: BucketRequest): Promise<DebtBucket[]> {
  return rowsOf(
    sql,
    `WITH change AS (
       SELECT protocol, market, ${BUCKET} AS "from", sum(debt_change) AS change
       FROM position_change WHERE ${WITHIN} GROUP BY protocol, market, "from"
     )
     SELECT c.protocol, m.debt_asset AS asset, c."from", sum(c.change) AS change
     FROM change c JOIN market m ON m.network = ? AND m.id = c.market
     WHERE m.debt_asset IS NOT NULL
     GROUP BY c.protocol, m.debt_asset, c."from" ORDER BY c.protocol, m.debt_asset, c."from"`,
    [...paramsOf(request), request.view.network],
  );
}

/** Counts what shows that a backstop was used, by protocol, asset and bucket. */
export function readLossEventBuckets(sql: SqlReader, request: BucketRequest): Promise<LossEventBucket[]> {
  const params = paramsOf(request).slice(1);
  return rowsOf(
    sql,
    `WITH event AS (
       SELECT protocol, asset, "timestamp" FROM loss_allocation
       WHERE ${WITHIN} AND layer <> 'POSITION_MARGIN' AND amount > 0
       UNION ALL
       SELECT protocol, asset, "timestamp" FROM deleveraging WHERE ${WITHIN}
       UNION ALL
       SELECT protocol, asset, "timestamp" FROM deficit_change WHERE ${WITHIN} AND action = 'SOCIALISED' AND amount > 0
       UNION ALL
       SELECT protocol, asset, "timestamp" FROM fund_flow WHERE ${WITHIN} AND cause = 'RECAPITALISATION' AND amount > 0
     )
     SELECT protocol, asset, ${BUCKET} AS "from", count(*) AS events
     FROM event GROUP BY protocol, asset, "from" ORDER BY protocol, asset, "from"`,
    [...params, ...params, ...params, ...params, request.bucketSeconds],
  );
}

/** Sums what claimants of backstops moved, or swapped at a peg, for backstops where somebody did, by backstop, asset and bucket. */
export function readClaimBuckets(sql: SqlReader, request: BucketRequest): Promise<ClaimBucket[]> {
  return rowsOf(
    sql,
    `WITH flow AS (
       SELECT *, ${BUCKET} AS "from" FROM fund_flow WHERE ${WITHIN} AND direction IN ('IN', 'OUT')
     ),
     claimed AS (SELECT DISTINCT backstop, asset FROM flow WHERE cause IN ('DEPOSIT', 'WITHDRAWAL', 'PEG_SWAP'))
     SELECT f.protocol, f.backstop, f.asset, f."from",
       ${sumIf("f.amount", "f.cause IN ('DEPOSIT', 'PEG_SWAP') AND f.direction = 'IN'")} AS deposits,
       ${sumIf("f.amount", "f.cause IN ('WITHDRAWAL', 'PEG_SWAP') AND f.direction = 'OUT'")} AS withdrawals,
       arg_max(f.balance_after, (f.ordinal, f.step)) AS balance
     FROM flow f JOIN claimed c ON c.backstop = f.backstop AND c.asset = f.asset
     GROUP BY f.protocol, f.backstop, f.asset, f."from" ORDER BY f.backstop, f.asset, f."from"`,
    paramsOf(request),
  );
}

/** Reads the last freeze of markets, and the last attestation of backstops, in each bucket that has one. */
export function readImpairmentBuckets(sql: SqlReader, request: BucketRequest): Promise<ImpairmentBucket[]> {
  return rowsOf(
    sql,
    `SELECT s.protocol, s.subject, 'MARKET' AS kind, s."timestamp" - s."timestamp" % ? AS "from",
       arg_max(s.status = 'PAUSED', (s.ordinal, s.id)) AS is_impaired
     FROM status_change s JOIN market m ON m.network = s.network AND m.id = s.subject
     WHERE s.network = ? AND s.ordinal < ? AND s.protocol IN (SELECT unnest(?))
     GROUP BY s.protocol, s.subject, "from"
     UNION ALL
     SELECT protocol, backstop AS subject, 'BACKSTOP' AS kind, ${BUCKET} AS "from",
       arg_max(assets < liabilities, (ordinal, id)) AS is_impaired
     FROM attestation
     WHERE ${WITHIN} AND backstop IS NOT NULL AND assets IS NOT NULL AND liabilities IS NOT NULL
     GROUP BY protocol, backstop, "from"
     ORDER BY protocol, subject, "from"`,
    [...paramsOf(request), ...paramsOf(request)],
  );
}

/** Reads the time of the oldest fact of each protocol. */
export async function readFirstRecords(
  sql: SqlReader,
  { network, horizon }: View,
  protocols: readonly string[],
): Promise<Map<string, bigint>> {
  const oldest = FACT_TABLES.map((table) =>
    fragment(
      `SELECT protocol, min("timestamp") AS seconds FROM ${table} WHERE ${WITHIN} GROUP BY protocol`,
      network,
      horizon,
      protocols,
    ),
  );
  const { text, params } = joinFragments(oldest, " UNION ALL ");
  const rows = await sql.query<{ protocol: string; seconds: bigint }>(
    `SELECT protocol, min(seconds) AS seconds FROM (${text}) GROUP BY protocol ORDER BY protocol`,
    params,
  );
  return new Map(rows.map(({ protocol, seconds }) => [protocol, seconds]));
}
