import { parseEther, parseGwei } from "viem";
import { unixTime } from "../../world/price-path.ts";
import type { KeeperTerms } from "../keepers/keeper.ts";

const OWNER_COUNT = 36;

/** An owner of a vault at the beginning. */
export interface Owner {
  readonly role: string;
  /** WETH. */
  readonly collateral: bigint;
  /** Value of the collateral, basis points of the debt before the fee. */
  readonly ratioBps: bigint;
  /** Whether the owner adds collateral once before the vault is unsafe. */
  readonly isCareful: boolean;
}

function owner(index: number): Owner {
  return {
    role: `owner-${index + 1}`,
    collateral: parseEther(String(150 + ((index * 37) % 90) * 25)),
    ratioBps: BigInt(15_300 + index * 450),
    isCareful: index % 3 === 2,
  };
}

/** Vaults of 150 to 2,375 ETH, from 153 % to 310 %. */
export const OWNERS: readonly Owner[] = Array.from({ length: OWNER_COUNT }, (_, index) => owner(index));

/** Borrows what the others trade with, far from liquidation. */
export const LENDER = {
  role: "lender",
  collateral: parseEther("100000"),
  debt: parseEther("5000000"),
} as const;

/** Liquidates directly, and buys in auctions below the market, as long as gas costs no more than it was told to pay. */
export const KEEPER: KeeperTerms = {
  role: "keeper",
  latency: 360,
  callsPerBlock: 3,
  gasPerBlock: 1_500_000n,
  mostGasPrice: parseGwei("66"),
};
/** Calls what anybody may call: flags, offsets, auctions, settlements. Never buys. */
export const WATCHER = "watcher";
/** Buys in the last block of an auction that nobody else wanted, whatever gas costs. */
export const LOW_BIDDER: KeeperTerms = {
  role: "low-bidder",
  latency: 0,
  callsPerBlock: 10,
  gasPerBlock: 5_000_000n,
  mostGasPrice: parseGwei("1000"),
};

/** Depositors of the stability pool. The second leaves when half of the pool is used. */
export const DEPOSITORS = [
  { role: "depositor-1", amount: parseEther("500000") },
  { role: "depositor-2", amount: parseEther("300000") },
] as const;

/** Bidders of debt auctions and the least they pay for one token, RUSD. */
export const RECAP_BIDDERS = [
  { role: "recap-bidder-1", worth: 90n },
  { role: "recap-bidder-2", worth: 80n },
] as const;

/** What each of those who buy is lent, RUSD. */
export const CAPITAL = {
  keeper: parseEther("2200000"),
  lowBidder: parseEther("100000"),
  recapBidder: parseEther("900000"),
} as const;

/** Governance auctions its token from here on, and sells the rest at the end. */
export const RECAPITALISATION = {
  from: unixTime("2020-03-13T12:00:00Z"),
  rest: unixTime("2020-03-14T03:00:00Z"),
} as const;
