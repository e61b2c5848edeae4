import { parseEther, parseGwei } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { Chance } from "../chance.ts";
import { CREDIT_TERMS, type CreditTerms } from "../credit/credit-terms.ts";
import type { CreditAssets } from "../credit/deploy-credit.ts";
import type { StakeTerms } from "../credit/reserve-desk.ts";
import { drawGas } from "../keepers/gas-path.ts";
import type { KeeperTerms } from "../keepers/keeper.ts";

/** Seed of the gas prices. */
const SEED = 20_221_122n;
const chance = new Chance(SEED);

export const START = "2022-11-22T00:00:00Z";

/** Dollars against a token that is hard to buy. */
export const ASSETS: CreditAssets = {
  collateral: { name: "Stable dollar", symbol: "USDS" },
  coin: { name: "Thin token", symbol: "THIN" },
  oracle: "CrossOracle",
};

/** 112 % as for dollars at Aave (89 %), a penalty of 4.5 %; a twentieth of a debt at a time. */
export const TERMS: CreditTerms = {
  ...CREDIT_TERMS,
  baseRatioBps: 11_200n,
  slopeBps: 0n,
  feeBps: 5n,
  ceiling: parseEther("400000000"),
  latency: 600,
  closeFactorBps: 500n,
  penaltyBps: 450n,
  auctionSeconds: 14_400,
};

/** Stakers wait a day; one loss takes at most three tenths. */
export const STAKE: StakeTerms = { cooldown: 86_400, maxSlashBps: 3_000n };

/** Makes the thin token that others begin with, far from liquidation. */
export const FOUNDER = {
  role: "founder",
  collateral: parseEther("200000000"),
  debt: parseEther("40000000"),
} as const;

/** Borrows in many vaults and sells what it borrows. */
export const WHALE_VAULTS = Array.from({ length: 14 }, (_, index) => `whale-${index + 1}`);
/** USDS in each, and its value in basis points of the debt before the fee. */
export const WHALE = { collateral: parseEther("1000000"), ratioBps: 12_400n } as const;
/** Seconds of the whale's first vault, and from one to the next. */
export const WHALE_TIMES = { from: unixTime("2022-11-22T04:00:00Z"), every: 1_800 } as const;

/** Sells the thin token to keepers, as far as the depth of a block reaches. */
export const MARKET_MAKER = "market-maker";
/** Calls what anybody may call. */
export const WATCHER = "watcher";
/** Pays for open bad debt, a piece an hour. */
export const TREASURY = "treasury";

/** The first asks to leave when the squeeze begins. */
export const STAKERS = ["staker-1", "staker-2"] as const;
export const ALARM = unixTime("2022-11-22T13:00:00Z");

/** From when on the treasury pays, and how much at a time. */
export const REPAIR = { from: unixTime("2022-11-23T12:00:00Z"), piece: parseEther("150000") } as const;

/** THIN that each begins with. */
export const CAPITAL = {
  marketMaker: parseEther("20000000"),
  fund: parseEther("1000000"),
  staker: parseEther("3000000"),
  treasury: parseEther("1500000"),
} as const;

/** Most THIN that a keeper buys for one call. */
export const PIECE = parseEther("100000");

/** Buy pieces of debt and of auctions with what they find on the market. */
export const KEEPERS: readonly KeeperTerms[] = [
  {
    role: "keeper-1",
    latency: 0,
    callsPerBlock: 3,
    gasPerBlock: 1_200_000n,
    mostGasPrice: parseGwei("60"),
  },
  {
    role: "keeper-2",
    latency: 300,
    callsPerBlock: 3,
    gasPerBlock: 1_200_000n,
    mostGasPrice: parseGwei("120"),
  },
];

/** Price of ETH, for gas: about 1,130 dollars on both days (bhemen/aave-data, data/usd_prices/WETH_usd.csv). */
export const ETHER = parseEther("1130");

/** Base fee of a block, wei: made up, between 12 and 90 gwei. */
export const baseFee = drawGas(chance, { from: START, hours: 48, range: [12n, 90n] });
