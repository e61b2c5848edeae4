import { parseEther, parseGwei } from "viem";
import { unixTime } from "../../world/price-path.ts";
import { Chance } from "../chance.ts";
import { CREDIT_TERMS, type CreditTerms } from "../credit/credit-terms.ts";
import { drawGas } from "../keepers/gas-path.ts";
import type { KeeperTerms } from "../keepers/keeper.ts";

/** Seed of the vaults and of the gas prices. */
const SEED = 20_221_110n;

/** Vaults that need 118 %, whatever is lent; a third of a debt is repaid at a time. */
export const TERMS: CreditTerms = {
  ...CREDIT_TERMS,
  baseRatioBps: 11_800n,
  slopeBps: 0n,
  feeBps: 20n,
  closeFactorBps: 3_333n,
};

const chance = new Chance(SEED);

export const START = "2022-11-09T12:00:00Z";

/** A vault to be opened. */
export interface Owner {
  readonly role: string;
  /** WETH. */
  readonly collateral: bigint;
  /** Value of the collateral, basis points of the debt before the fee. */
  readonly ratioBps: bigint;
}

function owners(kind: string, count: number, highestBps: bigint): readonly Owner[] {
  return Array.from({ length: count }, (_, index) => ({
    role: `${kind}-${index + 1}`,
    collateral: parseEther(String(chance.between(20n, 400n))),
    ratioBps: chance.between(12_100n, highestBps),
  }));
}

/** Vaults of 20 to 400 ETH, from 121 % to 155 %. */
export const OWNERS = owners("owner", 48, 15_500n);
/** Borrow in the hour before the cap, up to 130 %; one in a block. */
export const LATE_OWNERS = owners("late-owner", 12, 13_000n);
/** Seconds from which on they do. */
export const LATE_FROM = unixTime("2022-11-10T16:06:00Z");

/** Base fee of a block, wei: made up, between 15 and 60 gwei, and three times that while the price falls most. */
export const baseFee = drawGas(chance, {
  from: START,
  hours: 40,
  range: [15n, 60n],
  rush: { from: 9, to: 14, times: 3n },
});

/** Borrows what keepers trade with, far from liquidation. */
export const LENDER = {
  role: "lender",
  collateral: parseEther("20000"),
  debt: parseEther("9000000"),
} as const;

/** Flags, and asks nothing for it. */
export const WATCHER = "watcher";

/** Liquidate; the first is quicker, the second pays more for gas. */
export const KEEPERS: readonly KeeperTerms[] = [
  {
    role: "keeper-1",
    latency: 0,
    callsPerBlock: 1,
    gasPerBlock: 500_000n,
    mostGasPrice: parseGwei("100"),
  },
  {
    role: "keeper-2",
    latency: 540,
    callsPerBlock: 4,
    gasPerBlock: 1_200_000n,
    mostGasPrice: parseGwei("500"),
  },
];

/** RUSD that each keeper is lent. */
export const KEEPER_CAPITAL = parseEther("4000000");

/** Buys the new tokens that pay for what the surplus does not, at this many RUSD for one. */
export const BUYER = { role: "buyer", capital: parseEther("900000"), price: 20n } as const;
