/** How many things of each kind a made store holds. They exist from the start, so a longer ledger is longer only. */
export const POPULATION = {
  protocols: 30,
  assets: 200,
  feeds: 300,
  markets: 2_000,
  backstops: 200,
  /** Assets that each backstop holds. */
  balances: 3,
  positions: 100_000,
  /** Markets that have ever had bad debt. */
  deficits: 100,
  series: 20_000,
} as const;

/** Of ten thousand events, how many are of each kind: prices come often, losses seldom. */
export const MIX: Readonly<Record<string, number>> = {
  price_observation: 5_280,
  position_change: 2_500,
  fund_flow: 1_000,
  auction_event: 500,
  liquidation: 300,
  loss_allocation: 100,
  deficit_change: 20,
  option_trade: 150,
  option_exercise: 100,
  parameter_change: 35,
  status_change: 10,
  skipped_event: 5,
};

/** Network of the made ledger. */
export const NETWORK = "made";
/** Logs of one block. */
export const LOGS_PER_BLOCK = 5;
const GENESIS_TIME = 1_600_000_000;
const SECONDS_PER_BLOCK = 12;
const UNIT = "1000000000000000000";

const { protocols, assets, feeds, markets, backstops, positions } = POPULATION;

/** Ids as SQL over the number of a thing. */
export const id = {
  protocol: (n: string) => `'0x' || lower(hex('protocol-' || (${n}) % ${protocols}))`,
  slug: (n: string) => `'protocol-' || (${n}) % ${protocols}`,
  asset: (n: string) => `'0x' || left(sha256('asset-' || (${n}) % ${assets}), 40)`,
  feed: (n: string) => `'0x' || left(sha256('feed-' || (${n}) % ${feeds}), 40)`,
  market: (n: string) =>
    `${id.protocol(`(${n}) % ${markets}`)} || left(sha256('market-' || (${n}) % ${markets}), 16)`,
  backstop: (n: string) =>
    `${id.protocol(`(${n}) % ${backstops}`)} || left(sha256('backstop-' || (${n}) % ${backstops}), 40)`,
  account: (n: string) => `'0x' || left(sha256('account-' || (${n})), 40)`,
  position: (n: string) => `${id.market(marketOfPosition(n))} || left(sha256('position-' || (${n})), 40)`,
  auction: (n: string) => `'0x' || left(sha256('auction-' || (${n})), 48)`,
  series: (n: string) => `'0x' || left(sha256('series-' || (${n})), 56)`,
  fact: (n: string) => `'0x' || sha256('fact-' || (${n})) || '0000000000000000'`,
} as const;

/** A few markets hold many positions, most hold few: the number of a market grows with the cube of the position's. */
export function marketOfPosition(n: string): string {
  return `floor(${markets} * power((${n} + 0.5) / ${positions}, 3))::BIGINT`;
}

/** Writes a whole number of tokens with 18 decimals as SQL. */
export function tokens(n: string): string {
  return `((${n})::HUGEINT * ${UNIT})::BIGNUM`;
}

/** Columns that every fact has, as SQL over a row of `event`. */
export function header(protocol: string): string {
  return `'${NETWORK}' AS network, ${id.fact("e")} AS id, ordinal, block AS block_number,
    ${blockHash("block")} AS block_hash, ${blockTime("block")} AS "timestamp",
    '0x' || sha256('fact-' || e) AS transaction_hash, (e % ${LOGS_PER_BLOCK})::INTEGER AS log_index,
    ${protocol} AS protocol`;
}

/** Hash of a block as SQL. */
export function blockHash(block: string): string {
  return `'0x' || sha256('block-' || (${block}))`;
}

/** Time of a block as SQL, seconds. */
export function blockTime(block: string): string {
  return `${GENESIS_TIME} + (${block}) * ${SECONDS_PER_BLOCK}`;
}
