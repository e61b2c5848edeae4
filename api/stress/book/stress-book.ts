import type { Rational } from "../../domain/rational.ts";
import type { MarketTerms } from "./market-terms.ts";

/**
 * One protocol at the end of one block as stress tests need it: positions, the rules by which they are closed, and the
 * resources that pay for losses. Plain data that can be handed to a worker (structured clone). Indexes refer to the lists
 * beside them. Every double is the exact number beside it, rounded once to the nearest.
 */
export type StressBook = {
  readonly network: string;
  /** Slug of the protocol. */
  readonly protocol: string;
  readonly blockNumber: bigint;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly at: number;
  /** Assets whose price moves something in the book: those of the markets, then those of the layers. */
  readonly factors: readonly StressFactor[];
  /** Markets that lend and markets of perpetuals, by id. */
  readonly markets: readonly StressMarket[];
  /** Accounts with debt, in the order in which the ledger gives them: by owner. */
  readonly accounts: StressAccounts;
  readonly perpetuals: readonly StressPerpetual[];
  readonly claims: readonly LenderClaim[];
  /** In the order in which they pay: by rank, then id. */
  readonly layers: readonly StressLayer[];
  /** What is assumed or missing, one sentence each. */
  readonly warnings: readonly string[];
};

/** An asset and what it costs at the book's block. */
export type StressFactor = {
  /** Id of the asset. */
  readonly asset: string;
  readonly symbol: string | null;
  /** Null when unknown: then the price is null too. */
  readonly decimals: number | null;
  /** US dollars for one whole unit; null where there is none. */
  readonly price: number | null;
  /** The same, exact; null exactly when `price` is. */
  readonly exactPrice: Rational | null;
  /** True where the contracts count one unit as one dollar by rule, and no feed says otherwise. */
  readonly isFaceValue: boolean;
  /** Longest promised time between updates of the feed, seconds; null when nothing is promised. */
  readonly heartbeat: number | null;
  /** Why there is no price; null where there is one. */
  readonly reason: string | null;
};

/** A market and the rules by which its positions are closed. */
export type StressMarket = {
  /** Id of the market. */
  readonly id: string;
  readonly name: string;
  /** `LENDING_RESERVE`, `CDP_COLLATERAL` or `PERPETUAL`. */
  readonly kind: string;
  /** Index of the factor that is pledged, or of the base of a perpetual; −1 where there is none. */
  readonly collateral: number;
  /** Index of the factor that is owed; −1 where there is none. */
  readonly debt: number;
  readonly terms: MarketTerms;
};

/**
 * All accounts with debt, flat. An account is what is closed together: one position, or all positions of an owner where
 * one contract keeps the collaterals of a debt in a market each.
 */
export type StressAccounts = {
  /** Number of accounts. */
  readonly count: number;
  /** Owner, or the protocol's number of the position, of each account. */
  readonly owners: readonly string[];
  /** Index of the market that has the debt and whose close factor applies, of each account. */
  readonly markets: Int32Array;
  readonly collateral: StressLegs;
  readonly debt: StressLegs;
};

/** What accounts pledge or owe. The legs of account i are those from `start[i]` to before `start[i + 1]`. */
export type StressLegs = {
  /** One more than there are accounts. */
  readonly start: Int32Array;
  /** Index of the factor of each leg. */
  readonly factor: Int32Array;
  /** Index of the market whose threshold and bonus apply to each leg. */
  readonly market: Int32Array;
  /** Whole units of the asset, above zero. */
  readonly amount: Float64Array;
  /** The same in the asset's smallest unit, exact. */
  readonly raw: readonly bigint[];
};

/** A position with a size. The ledger holds no entry price: its profit before the book's block is not known. */
export type StressPerpetual = {
  readonly owner: string;
  /** Index of the market. */
  readonly market: number;
  /** Index of the factor that the size is in. */
  readonly base: number;
  /** Signed, positive = long, in the market's own base unit. */
  readonly rawSize: bigint;
  /** Signed, in whole units of the base. */
  readonly size: number;
  /** Index of the factor in which the margin is; −1 where the market names none. */
  readonly marginFactor: number;
  /** In the smallest unit of that factor. */
  readonly rawMargin: bigint;
  /** In whole units of that factor. */
  readonly margin: number;
};

/** What the lenders of a market are owed. */
export type LenderClaim = {
  /** Index of the market. */
  readonly market: number;
  /** Index of the factor. */
  readonly factor: number;
  /** In the asset's smallest unit. */
  readonly raw: bigint;
  /** In whole units. */
  readonly amount: number;
};

/** A backstop that pays for losses, or would if it had capital. */
export type StressLayer = {
  /** Id of the backstop. */
  readonly backstop: string;
  readonly name: string;
  /** Kind of mechanism, such as `STATIC_INSURANCE_FUND`. */
  readonly kind: string;
  /** Place in the waterfall, such as `INSURANCE_FUND`. */
  readonly layer: string;
  /** 1 pays first; layers of one rank share. */
  readonly rank: number;
  /** Index of the market whose losses alone it pays for; null for all. */
  readonly market: number | null;
  /** False where it has no capital by its nature: debt auctions, deleveraging, claimants. */
  readonly isFunded: boolean;
  /** What it can pay with, one for each asset. */
  readonly holdings: readonly StressHolding[];
};

/** Usable capital of a layer in one asset. */
export type StressHolding = {
  /** Index of the factor. */
  readonly factor: number;
  /** In the asset's smallest unit, 0 or more; 0 where it is not known. */
  readonly raw: bigint;
  /** In whole units. */
  readonly amount: number;
  /** Why the amount is not known; null where it is. */
  readonly reason: string | null;
};

/** Kinds of markets in a stress book. */
export const STRESS_KINDS: readonly string[] = ["LENDING_RESERVE", "CDP_COLLATERAL", "PERPETUAL"];
