import { parseUnits } from "viem";

/** Names of the isolated pools, in the order of the registry. */
export const POOLS = ["PoolA", "PoolB"] as const;

/** Half of a debt may be liquidated at once. */
export const CLOSE_FACTOR = parseUnits("0.5", 18);
/** Who liquidates receives a tenth more than they pay. */
export const INCENTIVE = parseUnits("1.1", 18);
/** Collateral up to which an account is healed or liquidated as a whole, in US dollars of 18 decimals. */
export const MIN_COLLATERAL = parseUnits("5000", 18);

/** Tokens and what the oracle says of them: US dollars with 36 − decimals places. */
export const TOKENS = [
  { symbol: "USDT", decimals: 18, price: parseUnits("1", 18) },
  { symbol: "BTC", decimals: 8, price: parseUnits("20000", 28) },
] as const;

/** One market as the registry adds it. */
export interface MarketTerms {
  readonly symbol: string;
  readonly pool: (typeof POOLS)[number];
  readonly token: (typeof TOKENS)[number]["symbol"];
  /** First price of a vToken of 8 decimals in the token, with 18 + decimals − 8 places. */
  readonly exchangeRate: bigint;
  /** What the deployer lends, in the smallest unit. */
  readonly supply: bigint;
}

const OF_USDT = { token: "USDT", exchangeRate: 10n ** 28n, supply: parseUnits("1000000", 18) } as const;
const OF_BTC = { token: "BTC", exchangeRate: 10n ** 18n, supply: parseUnits("100", 8) } as const;

/** Both pools lend both tokens. */
export const MARKETS: readonly MarketTerms[] = [
  { symbol: "vUSDT-A", pool: "PoolA", ...OF_USDT },
  { symbol: "vBTC-A", pool: "PoolA", ...OF_BTC },
  { symbol: "vUSDT-B", pool: "PoolB", ...OF_USDT },
  { symbol: "vBTC-B", pool: "PoolB", ...OF_BTC },
];

/** What the registry does to each pool it adds. */
export const OPEN_TO_REGISTRY = [
  "setCloseFactor(uint256)",
  "setLiquidationIncentive(uint256)",
  "setMinLiquidatableCollateral(uint256)",
  "setCollateralFactor(address,uint256,uint256)",
  "setMarketSupplyCaps(address[],uint256[])",
  "setMarketBorrowCaps(address[],uint256[])",
] as const;

/** What governance does, by the names under which the contracts ask. */
export const OPEN_TO_DEPLOYER = [
  "addPool(string,address,uint256,uint256,uint256)",
  "addMarket(AddMarketInput)",
  "addOrUpdateDistributionConfigs(DistributionConfig[])",
  "sweepTokenFromPool(address,address,address,uint256)",
  "pauseAuctions()",
  "resumeAuctions()",
  "updateIncentiveBps(uint256)",
  "updateMinimumPoolBadDebt(uint256)",
  "updateNextBidderBlockLimit(uint256)",
  "updateWaitForFirstBidder(uint256)",
] as const;
