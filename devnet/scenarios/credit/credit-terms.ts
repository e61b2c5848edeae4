import { parseEther } from "viem";

/** How the vaults of a scenario are lent against and liquidated. Times in seconds, amounts in units of the stablecoin. */
export interface CreditTerms {
  /** Required value of the collateral when nothing is lent, basis points of the debt. */
  readonly baseRatioBps: bigint;
  /** Added to it when the whole ceiling is lent. */
  readonly slopeBps: bigint;
  /** Fee of new debt. */
  readonly feeBps: bigint;
  readonly ceiling: bigint;
  /** From a flag to the liquidation. */
  readonly latency: number;
  /** Most of the debt that one direct liquidation repays. */
  readonly closeFactorBps: bigint;
  /** Collateral for liquidators beyond the debt. */
  readonly penaltyBps: bigint;
  /** Start of an auction, of the last price. */
  readonly auctionStartBps: bigint;
  /** Until an auction's price is nothing. */
  readonly auctionSeconds: number;
  /** After the last bid of a debt auction. */
  readonly recapSeconds: number;
  /** Balance of the surplus buffer above which revenue leaves. */
  readonly surplusTarget: bigint;
  /** After which a report of a price no longer counts. */
  readonly maxPriceAge: number;
}

/** Terms as those of the vaults of 2020: 150 %, a penalty of 13 %, auctions of six hours, an oracle that is an hour late. */
export const CREDIT_TERMS: CreditTerms = {
  baseRatioBps: 15_000n,
  slopeBps: 500n,
  feeBps: 50n,
  ceiling: parseEther("100000000"),
  latency: 3_600,
  closeFactorBps: 5_000n,
  penaltyBps: 1_300n,
  auctionStartBps: 12_000n,
  auctionSeconds: 21_600,
  recapSeconds: 10_800,
  surplusTarget: parseEther("100000"),
  maxPriceAge: 7_200,
};
