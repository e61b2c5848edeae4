import { quotientUp, smaller, WAD } from "../arithmetic.ts";

/** A Dutch auction of collateral. Prices are stablecoin for one whole unit. */
export interface AuctionModel {
  /** The how-manieth auction, from 1. */
  readonly number: number;
  readonly owner: string;
  /** Debt for which the collateral is sold. */
  readonly debt: bigint;
  lot: bigint;
  /** Still to raise: debt and penalty at first. */
  tab: bigint;
  raised: bigint;
  startPrice: bigint;
  /** Seconds. */
  startedAt: number;
}

/** What a buyer got. */
export interface Take {
  readonly bought: bigint;
  readonly paid: bigint;
}

/** Price of an auction, falling in a straight line to nothing, rounded up. @param duration - Seconds that takes. */
export function auctionPrice(auction: AuctionModel, time: number, duration: number): bigint {
  const left = Math.max(0, auction.startedAt + duration - time);
  return quotientUp(auction.startPrice * BigInt(left), BigInt(duration));
}

/** What a buyer of a part of the lot gets at a price: all of it, or what raises the tab. */
export function takePart({ tab }: AuctionModel, wanted: bigint, price: bigint): Take {
  const cost = quotientUp(wanted * price, WAD);
  if (cost <= tab) return { bought: wanted, paid: cost };
  return { bought: smaller(wanted, (tab * WAD) / price), paid: tab };
}
