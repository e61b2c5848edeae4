import type { Filling } from "./facts.ts";
import { id, marketOfPosition, NETWORK, POPULATION, tokens } from "./population.ts";

const { protocols, assets, feeds, markets, backstops, positions, series } = POPULATION;

/** Columns that every row of state has. */
function stateHeader(idSql: string, created: string, block: number): string {
  return `'${NETWORK}' AS network, ${idSql} AS id, ${created} AS created_ordinal, ${block}::BIGINT AS ingested_block`;
}

/** Things that exist from the start: their ordinals are below the first event's. */
function things(count: number): string {
  return `range(${count}) t(n)`;
}

/**
 * Statements that fill the tables of state, as the facts leave it at the head.
 *
 * @param block - Block of the head.
 */
export function stateOf(block: number): Filling[] {
  return [...reference(block), ...capital(block), ...contracts(block)];
}

function reference(block: number): Filling[] {
  return [
    {
      table: "protocol",
      select: `SELECT ${stateHeader(id.protocol("n"), "n", block)}, ${id.slug("n")} AS slug, '${NETWORK}' AS graph_network,
        '1.0.0' AS schema_version, '1.0.0' AS subgraph_version, '1.0.0' AS methodology_version,
        0::BIGNUM AS event_count, 0::BIGNUM AS skipped_count FROM ${things(protocols)}`,
    },
    {
      table: "asset",
      select: `SELECT ${stateHeader(id.asset("n"), "n", block)}, 'ERC20' AS kind, 'A' || n AS symbol, 18 AS decimals
        FROM ${things(assets)}`,
    },
    {
      table: "price_feed",
      select: `SELECT ${stateHeader(id.feed("n"), "n", block)}, ${id.protocol("0")} AS protocol, 'CHAINLINK' AS source,
        ${id.feed("n")} AS contract, ${id.asset("n")} AS asset, 'USD' AS quote, 8 AS decimals, 3600 AS heartbeat,
        NULL AS aggregator, NULL AS phase, p.price, p.updated_at, coalesce(p.last, n) AS updated_ordinal
        FROM ${things(feeds)}
        LEFT JOIN (SELECT feed, arg_max(price, ordinal) AS price, max("timestamp")::BIGNUM AS updated_at,
          max(ordinal) AS last FROM price_observation GROUP BY feed) p ON p.feed = ${id.feed("n")}`,
    },
    {
      table: "market",
      select: `SELECT ${stateHeader(id.market("n"), "n", block)}, ${id.protocol("n")} AS protocol,
        'LENDING_RESERVE' AS kind, 'M' || n AS name, ${id.account("n % 100")} AS contract,
        ${id.asset("n")} AS collateral_asset, ${id.asset("n + 1")} AS debt_asset, ${id.feed("n")} AS price_feed,
        NULL AS status, NULL AS status_interval, coalesce(l.count, 0)::BIGNUM AS liquidation_count
        FROM ${things(markets)}
        LEFT JOIN (SELECT market, count(*) AS count FROM liquidation GROUP BY market) l ON l.market = ${id.market("n")}`,
    },
  ];
}

function capital(block: number): Filling[] {
  return [
    {
      table: "backstop",
      select: `SELECT ${stateHeader(id.backstop("n"), "n", block)}, ${id.protocol("n")} AS protocol,
        'STATIC_INSURANCE_FUND' AS kind, 'INSURANCE_FUND' AS layer, 1 + (n // 30)::INTEGER AS rank, 'B' || n AS name,
        ${id.account("n")} AS contract, NULL AS market, 'FLOWS' AS balance_source,
        coalesce(c.status, 'ACTIVE') AS status, NULL AS status_interval
        FROM ${things(backstops)}
        LEFT JOIN (SELECT subject, arg_max(status, ordinal) AS status FROM status_change GROUP BY subject) c
          ON c.subject = ${id.backstop("n")}`,
    },
    {
      table: "backstop_balance",
      select: `SELECT ${stateHeader("backstop || substr(asset, 3)", "min(ordinal)", block)}, backstop, asset,
        arg_max(balance_after, ordinal) AS balance, arg_max(pending_outflow_after, ordinal) AS pending_outflow,
        arg_max(encumbered_after, ordinal) AS encumbered, arg_max(disabled_after, ordinal) AS disabled,
        NULL AS shares, NULL AS pending_shares,
        coalesce(sum(amount) FILTER (WHERE direction = 'IN'), 0::BIGNUM) AS cumulative_in,
        coalesce(sum(amount) FILTER (WHERE direction = 'OUT'), 0::BIGNUM) AS cumulative_out,
        count(*)::BIGNUM AS flow_count, max(ordinal) AS updated_ordinal
        FROM fund_flow GROUP BY backstop, asset`,
    },
    {
      table: "deficit",
      select: `SELECT ${stateHeader("deficit", "min(ordinal)", block)}, min(protocol) AS protocol, min(market) AS market,
        min(asset) AS asset, arg_max(open_after, ordinal) AS open, arg_max(pending_after, ordinal) AS pending,
        coalesce(sum(amount) FILTER (WHERE action = 'CREATED'), 0::BIGNUM) AS created,
        coalesce(sum(amount) FILTER (WHERE action = 'COVERED'), 0::BIGNUM) AS covered,
        0::BIGNUM AS socialised, 0::BIGNUM AS written_off, NULL AS open_since, NULL AS last_created_transaction,
        NULL AS last_created_account, 0::BIGNUM AS last_created_amount, max(ordinal) AS updated_ordinal
        FROM deficit_change GROUP BY deficit`,
    },
  ];
}

function contracts(block: number): Filling[] {
  return [
    {
      table: "position",
      select: `SELECT ${stateHeader(id.position("p"), "coalesce(c.first, p)", block)},
        ${id.protocol(marketOfPosition("p"))} AS protocol, ${id.market(marketOfPosition("p"))} AS market,
        ${id.account("p")} AS account, coalesce(c.collateral, 0::BIGNUM) AS collateral,
        coalesce(c.debt, 0::BIGNUM) AS debt, NULL AS debt_shares, NULL AS size, false AS is_closed,
        coalesce(c.last, p) AS updated_ordinal
        FROM range(${positions}) t(p)
        JOIN (SELECT "position", arg_max(collateral_after, ordinal) AS collateral, arg_max(debt_after, ordinal) AS debt,
          min(ordinal) AS first, max(ordinal) AS last FROM position_change GROUP BY "position") c
          ON c."position" = ${id.position("p")} ORDER BY c.first`,
    },
    {
      table: "auction",
      select: `SELECT ${stateHeader("a.auction", "a.first", block)}, a.protocol, 'COLLATERAL' AS kind,
        ${id.market("a.number")} AS market, ${id.account("1")} AS contract, a.number::BIGNUM AS number,
        ${id.asset("a.number")} AS lot_asset, ${id.asset("a.number + 1")} AS bid_asset, ${tokens("100")} AS lot_start,
        ${tokens("100")} AS lot, ${tokens("90")} AS tab, ${tokens("80")} AS debt, a.bid, a.bidder,
        ${id.account("a.number")} AS account, a.bids::INTEGER AS bid_count, a.status, NULL AS liquidation,
        a.started_at::BIGNUM AS started_at, a.ended_at::BIGNUM AS ended_at, a.last AS updated_ordinal
        FROM (SELECT auction, min(protocol) AS protocol, min(ordinal) AS first, max(ordinal) AS last,
          row_number() OVER (ORDER BY min(ordinal)) - 1 AS number, arg_max(bid_after, ordinal) AS bid,
          arg_max(account, ordinal) FILTER (WHERE action = 'BID_UP') AS bidder,
          count(*) FILTER (WHERE action = 'BID_UP') AS bids, arg_max(status_after, ordinal) AS status,
          min("timestamp") AS started_at, min("timestamp") FILTER (WHERE status_after <> 'OPEN') AS ended_at
          FROM auction_event GROUP BY auction) a ORDER BY a.first`,
    },
    {
      table: "option_series",
      select: `SELECT ${stateHeader(id.series("n"), "coalesce(t.first, n)", block)}, ${id.protocol("n")} AS protocol,
        ${id.market("n")} AS market, ${id.backstop("n")} AS backstop, ${id.account("1")} AS contract, n::BIGNUM AS number,
        NULL AS board, 'PUT' AS type, 'AMERICAN' AS style, 'CASH' AS settlement, ${id.asset("n")} AS underlying,
        100000000::BIGNUM AS strike, 8 AS strike_decimals, NULL AS expiry, t.size, t.size AS open,
        coalesce(t.premium, 0::BIGNUM) AS premium, 0::BIGNUM AS owed, 0::BIGNUM AS settled, 0::BIGNUM AS exercise_count,
        false AS is_ended, coalesce(t.last, n) AS updated_ordinal
        FROM range(${series}) u(n)
        JOIN (SELECT series, min(ordinal) AS first, max(ordinal) AS last, sum(size) AS size, sum(premium) AS premium
          FROM option_trade GROUP BY series) t ON t.series = ${id.series("n")} ORDER BY t.first`,
    },
  ];
}
