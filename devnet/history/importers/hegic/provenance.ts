import type { Provenance } from "../../format.ts";
import { UNKNOWN_ACCOUNT } from "../unknown-account.ts";

const recorded = (field: string, rule: string): Provenance => ({ field, status: "recorded", rule });
const derived = (field: string, rule: string): Provenance => ({ field, status: "derived", rule });
const filled = (field: string, rule: string): Provenance => ({ field, status: "filled", rule });
const unknown = (field: string, rule: string): Provenance => ({ field, status: "unknown", rule });

/** Where every field of the imported Hegic history comes from. */
export const HEGIC_PROVENANCE: readonly Provenance[] = [
  recorded("Create: time, contract", "df_full.parquet, columns timestamp and symbol."),
  recorded("Exercise: time", "df_full.parquet, column exercise_timestamp; 2,004 of 4,003 options have one."),
  recorded("options(id): amount, expiration", "df_full.parquet, columns amount and expiration."),
  recorded(
    "options(id): holder, strike, lockedAmount, premium, optionType of 444 options",
    "current_options.csv, options 0 to 321 on ETH and 0 to 120 on WBTC: all 444 agree with df_full.parquet in amount and expiration.",
  ),
  derived(
    "id",
    "Place among the options of its asset in order of purchase; current_options.csv, in order of id, agrees in all 444 rows.",
  ),
  derived(
    "Create: settlementFee",
    "Amount / 100 rounded down, as the contract computes it (getSettlementFee).",
  ),
  derived("Create: totalFee of 444 options", "Premium plus settlementFee, as the contract computes it."),
  filled(
    "options(id): strike of the other 3,559 options",
    "df_full.parquet's column price, cut to 8 decimals. It is the market price near the purchase, not the strike: for the 444 options with a recorded strike the two differ. The column is kept in rows.ndjson.gz.",
  ),
  filled(
    "options(id): lockedAmount of the other options",
    "The amount: with the collateral ratio of 100 % that held for the 444, the contract locks exactly that.",
  ),
  filled(
    "Expire: whether and when",
    "At the first second after expiration for every option that was neither exercised nor still open at the end of the record. On chain anyone could unlock it at any later time.",
  ),
  filled(
    "Block numbers",
    "Ascending with time, 13.26 s per block around block 11,052,984 at 1,602,667,372 (14 October 2020, 09:22:52 UTC).",
  ),
  filled(
    "Transaction hashes and indexes, log indexes",
    'keccak256 of "seawall hegic" and what happened; one transaction per event; in a block, purchases before exercises before expiries.',
  ),
  unknown(
    "Exercise: profit",
    "Stands as 0. It is NOT the payout: neither the price at exercise nor the payout is recorded, so losses of the pool cannot be read from this history.",
  ),
  unknown(
    "Create: totalFee, Expire: premium, options(id): premium of the other 3,559 options",
    "The premium stands as 0, so totalFee is the settlementFee alone.",
  ),
  unknown(
    "Create: account, options(id): holder of the other 3,559 options",
    `${UNKNOWN_ACCOUNT}, the letters "unknown". The holder of the 444 is the one at the time they were read, after any transfer.`,
  ),
  unknown("options(id): optionType of the other 3,559 options", "0, the contract's Invalid."),
  unknown("Pools: Provide, Withdraw, Profit, Loss; prices", "Not part of the record."),
];
