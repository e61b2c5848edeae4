import { count, type Keyframe, last, total } from "./keyframe.ts";

/** Balances of backstops by backstop and asset. */
export const BALANCE_KEYFRAME: Keyframe = {
  table: "balance_keyframe",
  source: "fund_flow",
  keys: ["backstop", "asset"],
  tie: "step",
  measures: [
    last("balance", "BIGNUM", "balance_after"),
    last("pending_outflow", "BIGNUM", "pending_outflow_after"),
    last("encumbered", "BIGNUM", "encumbered_after"),
    last("disabled", "BIGNUM", "disabled_after"),
    last("shares", "BIGNUM", "shares_after"),
    last("pending_shares", "BIGNUM", "pending_shares_after"),
    total("cumulative_in", "direction = 'IN'"),
    total("cumulative_out", "direction = 'OUT'"),
    count("flow_count"),
  ],
  conditions: { backstop: "backstop", asset: "asset" },
};

/** Deficits of markets; a change takes market, asset and protocol from its deficit. */
export const DEFICIT_KEYFRAME: Keyframe = {
  table: "deficit_keyframe",
  source: "deficit_change",
  keys: ["deficit", "market", "asset", "protocol"],
  tie: "id",
  measures: [
    last("open", "BIGNUM", "open_after"),
    last("pending", "BIGNUM", "pending_after"),
    total("created", "action = 'CREATED'"),
    total("covered", "action = 'COVERED'"),
    total("socialised", "action = 'SOCIALISED'"),
    total("written_off", "action = 'WRITTEN_OFF'"),
  ],
  conditions: { id: "deficit", market: "market", asset: "asset", protocol: "protocol" },
};

/** Positions of accounts; a change takes market, account and protocol from its position. */
export const POSITION_KEYFRAME: Keyframe = {
  table: "position_keyframe",
  source: "position_change",
  keys: ["position", "market", "account", "protocol"],
  tie: "id",
  measures: [
    last("collateral", "BIGNUM", "collateral_after"),
    last("debt", "BIGNUM", "debt_after"),
    last("debt_shares", "BIGNUM", "debt_shares_after"),
    last("size", "BIGNUM", "size_after"),
  ],
  conditions: { id: "position", market: "market", account: "account", protocol: "protocol" },
};

/** Feeds: the last observation, valid or not, and the last valid price. */
export const FEED_KEYFRAME: Keyframe = {
  table: "feed_keyframe",
  source: "price_observation",
  keys: ["feed"],
  tie: "id",
  measures: [
    last(
      "observation",
      "STRUCT(decimals INTEGER, price BIGNUM, status VARCHAR, ordinal BIGINT, observed_at BIGINT)",
      `{'decimals': decimals, 'price': price, 'status': status, 'ordinal': ordinal,
        'observed_at': "timestamp" - coalesce(age, 0)}`,
    ),
    last("price", "BIGNUM", "price"),
    last("updated_at", "BIGNUM", `CASE WHEN price IS NOT NULL THEN "timestamp"::BIGNUM END`),
  ],
  conditions: { id: "feed" },
};

/** Liquidations by market. */
export const LIQUIDATION_KEYFRAME: Keyframe = {
  table: "liquidation_keyframe",
  source: "liquidation",
  keys: ["market"],
  tie: "id",
  measures: [count("liquidations")],
  conditions: { id: "market" },
};

/** Every kind of keyframe that the store keeps. */
export const KEYFRAMES: readonly Keyframe[] = [
  BALANCE_KEYFRAME,
  DEFICIT_KEYFRAME,
  POSITION_KEYFRAME,
  FEED_KEYFRAME,
  LIQUIDATION_KEYFRAME,
];
