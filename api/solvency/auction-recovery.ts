import type { Completeness } from "../domain/completeness.ts";
import { groupBy } from "../domain/group-by.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Ratio, ratio } from "../domain/ratio.ts";
import type { Rational } from "../domain/rational.ts";
import { sumKnown } from "../domain/sum-known.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import type { Valuation } from "../domain/valuation.ts";
import type { AuctionOutcome } from "./auction-outcome.ts";
import { type AuctionScale, type AuctionsBelowPrice, auctionsBelowPrice } from "./auctions-below-price.ts";
import { lotValue } from "./lot-value.ts";

/** Definition of the auction recovery metric. */
export const AUCTION_RECOVERY: MetricDefinition = {
  id: "auction-recovery",
  title: "Auction recovery and zero-bid share",
  formula:
    "over the settled auctions started in the window, per market, lot asset and bid asset: Σ debt − Σ bid; Σ max(0, debt − bid); Σ tab − Σ bid; " +
    "belowPrice.share = #{settled, bid / lotSold < priceBelow} / #{settled}; lotValue = Σ lotSold × price of the market's feed at the kick",
  unit: "smallest unit of the asset beside each amount; shares are ratios; lotValue in the feed's quote currency",
  edgeCases: [
    "Open and cancelled auctions are counted, but their bids may go back to the bidders: no sum holds them.",
    "No settled auction: shares are null with ZERO_DENOMINATOR.",
    "An auction without a known debt or tab is left out of the sums that need it: PARTIAL_COVERAGE.",
    "An auction that handed out nothing has no price: it counts in the denominator, never below the threshold.",
    "No observation of the feed before the kick, or an invalid one: left out of lotValue, PARTIAL_COVERAGE.",
  ],
  sources: [
    "Maker MCD: flip.sol `deal`, cat.sol `bite`, osm.sol `poke`",
    "The zero-bid auctions of 12-13 March 2020: medium.com/@whiterabbit_hq, 14 March 2020 (5.67 M DAI is the net figure)",
  ],
};

/** What the auctions of one market, lot asset and bid asset brought; amounts are of the settled ones. */
export type AuctionRecovery = {
  readonly market: string;
  readonly kind: string;
  readonly lotAsset: string;
  readonly bidAsset: string;
  readonly auctionCount: number;
  readonly settledCount: number;
  readonly cancelledCount: number;
  /** Units of the lot asset handed to bidders. */
  readonly lotSold: TokenAmount;
  readonly lotValue: Valuation;
  readonly bids: TokenAmount;
  readonly debt: TokenAmount;
  readonly tab: TokenAmount;
  /** Signed: positive = the bids brought less than the debt. */
  readonly debtMinusBids: TokenAmount;
  /** Σ max(0, debt − bid): what was lost where it was lost, gains elsewhere not set off. */
  readonly shortfall: TokenAmount;
  /** Signed: the penalty is part of the tab. */
  readonly tabMinusBids: TokenAmount;
  /** Bids over debt, of the auctions whose debt is known. */
  readonly recoveryRate: Ratio;
  /** Settled auctions whose bid is exactly zero. */
  readonly zeroBidCount: number;
  readonly zeroBidShare: Ratio;
  readonly belowPrice: AuctionsBelowPrice;
  readonly completeness: Completeness;
};

/** What the computation needs besides the auctions. */
export type AuctionRecoveryOptions = {
  /** Whole units of the bid asset for one whole unit of the lot asset; null when not asked for. */
  readonly priceBelow: Rational | null;
  /** Decimals of an asset by id; null when unknown. */
  readonly decimalsOf: (asset: string) => number | null;
};

/**
 * Computes what auctions recovered, per market, kind, lot asset and bid asset.
 *
 * @param outcomes - Auctions of the window; groups come in the order of their first auction.
 * @see AUCTION_RECOVERY
 */
export function auctionRecovery(
  outcomes: readonly AuctionOutcome[],
  options: AuctionRecoveryOptions,
): AuctionRecovery[] {
  const keyOf = (outcome: AuctionOutcome) =>
    [outcome.market, outcome.kind, outcome.lotAsset, outcome.bidAsset].join("/");
  return groupBy(outcomes, keyOf).flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [recoveryOf(first, group, options)];
  });
}

function recoveryOf(
  first: AuctionOutcome,
  group: readonly AuctionOutcome[],
  { priceBelow, decimalsOf }: AuctionRecoveryOptions,
): AuctionRecovery {
  const { market, kind, lotAsset, bidAsset } = first;
  const scale: AuctionScale = { lot: decimalsOf(lotAsset), bid: decimalsOf(bidAsset) };
  const settled = group.filter((outcome) => outcome.status === "SETTLED");
  const zeroBids = settled.filter((outcome) => outcome.bid === 0n);
  return {
    market,
    kind,
    lotAsset,
    bidAsset,
    auctionCount: group.length,
    settledCount: settled.length,
    cancelledCount: group.filter((outcome) => outcome.status === "CANCELLED").length,
    ...sums(settled, first),
    lotValue: lotValue(settled, scale.lot),
    recoveryRate: recoveryRate(settled, scale.bid),
    zeroBidCount: zeroBids.length,
    zeroBidShare: ratio(BigInt(zeroBids.length), BigInt(settled.length), "auctions / auctions"),
    belowPrice: auctionsBelowPrice(settled, lotAsset, priceBelow, scale),
    completeness: completenessOf(settled),
  };
}

function sums(settled: readonly AuctionOutcome[], { lotAsset, bidAsset }: AuctionOutcome) {
  const sumBid = (term: (outcome: AuctionOutcome) => bigint | null, what: string) =>
    sumKnown(settled.map(term), bidAsset, what);
  const gap = ({ debt, bid }: AuctionOutcome) => (debt === null ? null : debt - bid);
  return {
    lotSold: sumKnown(
      settled.map((outcome) => outcome.lotSold),
      lotAsset,
      "lot",
    ),
    bids: sumBid(({ bid }) => bid, "bid"),
    debt: sumBid(({ debt }) => debt, "known debt"),
    tab: sumBid(({ tab }) => tab, "tab"),
    debtMinusBids: sumBid(gap, "known debt"),
    shortfall: sumBid((outcome) => positivePart(gap(outcome)), "known debt"),
    tabMinusBids: sumBid(({ tab, bid }) => (tab === null ? null : tab - bid), "tab"),
  };
}

function positivePart(value: bigint | null): bigint | null {
  return value !== null && value < 0n ? 0n : value;
}

function recoveryRate(settled: readonly AuctionOutcome[], bidDecimals: number | null): Ratio {
  const known = settled.filter((outcome) => outcome.debt !== null);
  const bids = known.reduce((sum, outcome) => sum + outcome.bid, 0n);
  const debt = known.reduce((sum, outcome) => sum + (outcome.debt ?? 0n), 0n);
  return ratio(bids, debt, "bid asset / bid asset", bidDecimals ?? 0);
}

function completenessOf(settled: readonly AuctionOutcome[]): Completeness {
  const present = settled.reduce(
    (sum, outcome) => sum + (outcome.debt === null ? 0 : 1) + (outcome.kickPrice === null ? 0 : 1),
    0,
  );
  return { required: settled.length * 2, present };
}
