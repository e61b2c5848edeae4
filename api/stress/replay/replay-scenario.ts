import type { TermName } from "../book/market-terms.ts";
import type { ImpactModel } from "../cascade/price-impact.ts";

/** What can happen to a book; several may happen at once. */
export const SCENARIO_TYPES = [
  "PRICE_PATH",
  "DEPEG",
  "COLLATERAL_IMPAIRMENT",
  "ORACLE_STALE",
  "ORACLE_MISPRICE",
  "RUN",
  "KEEPER_ABSENCE",
  "LIQUIDITY_EVAPORATION",
  "PARAMETER_CHANGE",
] as const;

/** Kind of an event of a scenario. */
export type ScenarioType = (typeof SCENARIO_TYPES)[number];

/** One thing that happens in a scenario. */
export type ScenarioEvent = {
  readonly type: ScenarioType;
  /** Id of the asset; null for all, where the type allows it. */
  readonly asset: string | null;
  /** Id of the market of a PARAMETER_CHANGE; null for all. */
  readonly market: string | null;
  /** Seconds after the book's block at which it begins. */
  readonly from: number;
  /** Seconds after the book's block at which it is over; null where it lasts. */
  readonly to: number | null;
  /** Simple return, −1 or more: of the price, of the oracle's answer, or of the depth. 0 where the type has none. */
  readonly change: number;
  /** Part of the capital and of the claims that leaves in a RUN, 0 to 1. */
  readonly share: number;
  /** Rule that a PARAMETER_CHANGE sets; null otherwise. */
  readonly term: TermName | null;
  /** Value that it sets. */
  readonly value: number;
};

/** Prices of one asset as multiples of its price at the book's block, one for each step. */
export type PricePath = { readonly asset: string; readonly multiples: readonly number[] };

/** An asset without history that moves as another: multiple = proxy's multiple ^ beta × (1 + change). */
export type PriceProxy = {
  readonly asset: string;
  readonly proxy: string;
  readonly beta: number;
  /** Simple return of its own on top, from the first step on. */
  readonly change: number;
};

/** When an oracle follows the market. */
export type OracleRule = {
  /** Seconds by which it sees the market late. */
  readonly lagSeconds: number;
  /** It answers anew after this time at the latest; null where only the deviation counts. */
  readonly heartbeatSeconds: number | null;
  /** Smallest relative change that it reports, 0 for every change. */
  readonly deviation: number;
};

/** What keepers can do. */
export type KeeperRule = {
  /** US dollars of debt that all of them repay in an hour; null without bound. */
  readonly debtPerHour: number | null;
  /** US dollars that one liquidation costs. */
  readonly gasPerLiquidation: number;
};

/** How the price of an asset gives way to sales. */
export type AssetDepth = { readonly asset: string; readonly model: ImpactModel };

/** A stress as a caller describes it; plain data. */
export type ReplayScenario = {
  readonly name: string | null;
  /** Seconds between two steps, above 0. */
  readonly stepSeconds: number;
  /** Number of steps; null for as many as the longest path and the last event need. */
  readonly steps: number | null;
  readonly paths: readonly PricePath[];
  readonly proxies: readonly PriceProxy[];
  /** Assets whose past is asked for and not known: what stands in them without a proxy is left out. */
  readonly unknown: readonly string[];
  readonly events: readonly ScenarioEvent[];
  readonly oracle: OracleRule;
  readonly keepers: KeeperRule;
  /** Assets that are not named have no bound to their depth. */
  readonly depth: readonly AssetDepth[];
  /** Seconds after which half of the depth that sales used is back. */
  readonly recoveryHalfLifeSeconds: number;
  /** Seconds from the step at which an account is first unsafe to its liquidation. */
  readonly liquidationDelaySeconds: number;
  /** Seconds for which all collateral of a closed account is auctioned; 0 where liquidators take a part at once. */
  readonly auctionSeconds: number;
  /** Factor on the log-returns of all prices: 1 as described. */
  readonly scale: number;
  /** Whether to search for the multiple of all log-returns at which the book breaks. */
  readonly findMultiplier: boolean;
};

/** A scenario in which nothing happens, to be filled in. */
export const QUIET: ReplayScenario = {
  name: null,
  stepSeconds: 300,
  steps: null,
  paths: [],
  proxies: [],
  unknown: [],
  events: [],
  oracle: { lagSeconds: 0, heartbeatSeconds: null, deviation: 0 },
  keepers: { debtPerHour: null, gasPerLiquidation: 0 },
  depth: [],
  recoveryHalfLifeSeconds: 3_600,
  liquidationDelaySeconds: 0,
  auctionSeconds: 0,
  scale: 1,
  findMultiplier: false,
};
