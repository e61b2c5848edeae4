import { header, id, MIX, marketOfPosition, POPULATION, tokens } from "./population.ts";

/** Table that says what happens when: `e` counts all events, `n` those of one kind, `h` is a number drawn for it. */
export function createEvents(events: number, logsPerBlock: number): string[] {
  const kinds = Object.entries(MIX);
  const bounds = kinds.map(([kind], at) => {
    const upTo = kinds.slice(0, at + 1).reduce((sum, [, share]) => sum + share, 0);
    return `WHEN hash(e) % 10000 < ${upTo} THEN '${kind}'`;
  });
  return [
    `CREATE TEMP TABLE event AS
       SELECT e, 1 + e // ${logsPerBlock} AS block, ((1 + e // ${logsPerBlock}) << 20) + e % ${logsPerBlock} AS ordinal,
         CASE ${bounds.join(" ")} END AS kind, (hash(e, 1) % 1000000007)::BIGINT AS h
       FROM range(${events}) t(e)`,
  ];
}

/** Statement that fills one table of facts. */
export type Filling = { readonly table: string; readonly select: string };

const { feeds, positions, backstops, balances, deficits, markets, series } = POPULATION;

/** Auctions that run at the same time. */
const CONCURRENT = 50;
/** Events of one auction: kick, two bids, settlement. */
const STAGES = 4;

function of(kind: string): string {
  return `(SELECT *, row_number() OVER (ORDER BY e) - 1 AS n FROM event WHERE kind = '${kind}')`;
}

/** Statements that fill every table of facts, each in the order of the ordinal. */
export const FACTS: readonly Filling[] = [
  {
    table: "price_observation",
    select: `SELECT ${header(id.protocol("0"))}, ${id.feed(`h % ${feeds}`)} AS feed, ${id.asset(`h % ${feeds}`)} AS asset,
      (100000000 * (1 + h % ${feeds}) + h % 1000003)::BIGNUM AS price, 8 AS decimals, n::BIGNUM AS round,
      (h % 60)::INTEGER AS age, 'OK' AS status FROM ${of("price_observation")} ORDER BY e`,
  },
  {
    table: "position_change",
    select: `SELECT ${header(id.protocol(marketOfPosition("p")))}, ${id.market(marketOfPosition("p"))} AS market,
      ${id.position("p")} AS "position", ${id.account("p")} AS account, 'ADJUST' AS cause,
      ${tokens("1 + h % 1000")} AS collateral_change, ${tokens("h % 700")} AS debt_change, NULL AS size_change,
      ${tokens("1000 + h % 5000")} AS collateral_after, ${tokens("h % 4000")} AS debt_after,
      NULL AS debt_shares_after, NULL AS size_after
      FROM (SELECT *, h % ${positions} AS p FROM ${of("position_change")}) ORDER BY e`,
  },
  {
    table: "fund_flow",
    select: `SELECT ${header(id.protocol("b"))}, 0 AS step, ${id.backstop("b")} AS backstop, ${id.asset("a")} AS asset,
      CASE WHEN signed > 0 THEN 'IN' ELSE 'OUT' END AS direction, NULL AS hold,
      CASE WHEN signed > 0 THEN 'DEPOSIT' ELSE 'WITHDRAWAL' END AS cause, ${tokens("abs(signed)")} AS amount,
      NULL AS shares, NULL AS pending_shares,
      ${tokens("sum(signed) OVER (PARTITION BY b, a ORDER BY e)")} AS balance_after,
      ${tokens("h % 3")} AS pending_outflow_after, ${tokens("0")} AS encumbered_after, ${tokens("0")} AS disabled_after,
      NULL AS shares_after, NULL AS pending_shares_after, ${id.account("h")} AS account, NULL AS caused_by
      FROM (SELECT *, CASE WHEN h % 2 = 0 OR n < 100000 THEN 100 + h % 900 ELSE -(1 + h % 90) END AS signed,
        (h // 7) % ${backstops} AS b, ((h // 7) % ${backstops}) * ${balances} + (h // 1500) % ${balances} AS a
        FROM ${of("fund_flow")}) ORDER BY e`,
  },
  {
    table: "auction_event",
    select: `SELECT ${header(id.protocol("auction"))}, ${id.auction("auction")} AS auction,
      ['KICK', 'BID_UP', 'BID_UP', 'SETTLE'][1 + stage] AS action, ${id.account("h")} AS account,
      ${tokens("100")} AS lot_after, ${tokens("30 * stage")} AS bid_after,
      ${tokens("CASE WHEN stage IN (1, 2) THEN 30 ELSE 0 END")} AS paid,
      ${tokens(`CASE WHEN stage = ${STAGES - 1} THEN 100 ELSE 0 END`)} AS bought,
      CASE WHEN stage = ${STAGES - 1} THEN 'SETTLED' ELSE 'OPEN' END AS status_after
      FROM (SELECT *, (n // ${CONCURRENT * STAGES}) * ${CONCURRENT} + n % ${CONCURRENT} AS auction,
        (n // ${CONCURRENT}) % ${STAGES} AS stage FROM ${of("auction_event")}) ORDER BY e`,
  },
  {
    table: "liquidation",
    select: `SELECT ${header(id.protocol("m"))}, ${id.market("m")} AS market, 'DIRECT' AS mode,
      ${id.account("h")} AS account, ${id.account("h + 1")} AS liquidator, ${id.asset("m")} AS collateral_asset,
      ${tokens("1 + h % 100")} AS collateral_seized, NULL AS collateral_returned, ${id.asset("m + 1")} AS debt_asset,
      ${tokens("1 + h % 90")} AS debt_repaid, NULL AS liquidator_fee, ${tokens("h % 5")} AS loss,
      ${tokens("h % 5")} AS absorbed, ${tokens("0")} AS unresolved, NULL AS price, NULL AS auction
      FROM (SELECT *, h % ${markets} AS m FROM ${of("liquidation")}) ORDER BY e`,
  },
  {
    table: "loss_allocation",
    select: `SELECT ${header(id.protocol("h"))}, ${id.market("h")} AS market, ${id.fact("e - 1")} AS loss,
      'INSURANCE_FUND' AS layer, 1 AS rank, ${id.backstop("h")} AS backstop, ${id.asset("h")} AS asset,
      ${tokens("1 + h % 5")} AS amount FROM ${of("loss_allocation")} ORDER BY e`,
  },
  {
    table: "deficit_change",
    select: `SELECT ${header(id.protocol("m"))}, ${id.market("m")} AS market, ${id.market("m")} || 'dd' AS deficit,
      ${id.asset("m + 1")} AS asset, CASE WHEN signed > 0 THEN 'CREATED' ELSE 'COVERED' END AS action,
      ${tokens("abs(signed)")} AS amount, ${tokens("0")} AS excess,
      ${tokens("sum(signed) OVER (PARTITION BY m ORDER BY e)")} AS open_after, ${tokens("0")} AS pending_after,
      NULL AS account, NULL AS backstop, NULL AS claims_before
      FROM (SELECT *, CASE WHEN turn % 2 = 0 THEN 100 + turn ELSE -40 END AS signed
        FROM (SELECT *, h % ${deficits} AS m, row_number() OVER (PARTITION BY h % ${deficits} ORDER BY e) - 1 AS turn
          FROM ${of("deficit_change")})) ORDER BY e`,
  },
  {
    table: "option_trade",
    select: `SELECT ${header(id.protocol("h"))}, ${id.series(`n % ${series}`)} AS series,
      ${id.series("n")} AS "position", ${id.account("h")} AS account, 'OPEN' AS action, 'SHORT' AS side,
      ${tokens("1 + h % 9")} AS size, ${id.asset("h")} AS premium_asset, ${tokens("1")} AS premium, 0::BIGNUM AS fee,
      NULL AS implied_volatility FROM ${of("option_trade")} ORDER BY e`,
  },
  {
    table: "option_exercise",
    select: `SELECT ${header(id.protocol("h"))}, ${id.series(`n % ${series}`)} AS series, NULL AS "position",
      ${id.account("h")} AS account, 'EXERCISE' AS kind, 'SHORT' AS side, ${tokens("1")} AS size,
      ${id.asset("h")} AS payoff_asset, ${tokens("1")} AS owed, ${tokens("1")} AS settled, 0::BIGNUM AS shortfall,
      NULL AS price_at_exercise FROM ${of("option_exercise")} ORDER BY e`,
  },
  {
    table: "parameter_change",
    select: `SELECT ${header(id.protocol("h"))}, ${id.account("h % 100")} AS contract, ${id.market("h")} AS market,
      'ratio' AS name, h::BIGNUM AS value, NULL AS previous, NULL AS raw, NULL AS proposed_at
      FROM ${of("parameter_change")} ORDER BY e`,
  },
  {
    table: "status_change",
    select: `SELECT ${header(id.protocol("b"))}, ${id.backstop("b")} AS subject,
      CASE WHEN turn % 2 = 0 THEN 'PAUSED' ELSE 'ACTIVE' END AS status,
      CASE WHEN turn % 2 = 0 THEN 'ACTIVE' ELSE 'PAUSED' END AS previous, NULL AS reason
      FROM (SELECT *, h % ${backstops} AS b, row_number() OVER (PARTITION BY h % ${backstops} ORDER BY e) - 1 AS turn
        FROM ${of("status_change")}) ORDER BY e`,
  },
  {
    table: "skipped_event",
    select: `SELECT ${header(id.protocol("h"))}, ${id.account("h % 100")} AS contract, 'Flipper.deal' AS event,
      'UNKNOWN_PARENT' AS reason, 'An auction that was never seen' AS detail
      FROM ${of("skipped_event")} ORDER BY e`,
  },
];
