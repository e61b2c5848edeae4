import type { Migration } from "./migration.ts";

const PLACE = "network VARCHAR NOT NULL, horizon BIGINT NOT NULL";

const TABLES = [
  "CREATE TABLE keyframe (network VARCHAR NOT NULL, kind VARCHAR NOT NULL, horizon BIGINT NOT NULL, row_count BIGINT NOT NULL)",
  `CREATE TABLE balance_keyframe (${PLACE}, backstop VARCHAR NOT NULL, asset VARCHAR NOT NULL, balance BIGNUM,
     pending_outflow BIGNUM, encumbered BIGNUM, disabled BIGNUM, shares BIGNUM, pending_shares BIGNUM,
     cumulative_in BIGNUM, cumulative_out BIGNUM, flow_count BIGINT, updated_ordinal BIGINT NOT NULL)`,
  `CREATE TABLE deficit_keyframe (${PLACE}, deficit VARCHAR NOT NULL, market VARCHAR NOT NULL, asset VARCHAR NOT NULL,
     protocol VARCHAR NOT NULL, open BIGNUM, pending BIGNUM, created BIGNUM, covered BIGNUM, socialised BIGNUM,
     written_off BIGNUM, updated_ordinal BIGINT NOT NULL)`,
  `CREATE TABLE position_keyframe (${PLACE}, "position" VARCHAR NOT NULL, market VARCHAR NOT NULL,
     account VARCHAR NOT NULL, protocol VARCHAR NOT NULL, collateral BIGNUM, debt BIGNUM, debt_shares BIGNUM,
     size BIGNUM, updated_ordinal BIGINT NOT NULL)`,
  `CREATE TABLE feed_keyframe (${PLACE}, feed VARCHAR NOT NULL,
     observation STRUCT(decimals INTEGER, price BIGNUM, status VARCHAR, ordinal BIGINT, observed_at BIGINT),
     price BIGNUM, updated_at BIGNUM, updated_ordinal BIGINT NOT NULL)`,
  `CREATE TABLE liquidation_keyframe (${PLACE}, market VARCHAR NOT NULL, liquidations BIGINT,
     updated_ordinal BIGINT NOT NULL)`,
];

/** Keyframes, empty: the ingest makes those that are due with its next facts. */
export const keyframes: Migration = {
  version: 3,
  name: "keyframes of state, for answers about any moment",
  up: async (connection) => {
    for (const sql of TABLES) await connection.run(sql);
  },
};
