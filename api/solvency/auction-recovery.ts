import type { Completeness } from "../domain/completeness.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Ratio, ratio } from "../domain/ratio.ts";
import type { Rational } from "../domain/rational.ts";
import { KnownSum } from "../domain/sum-known.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import type { Valuation } from "../domain/valuation.ts";
import type { AuctionOutcome } from "./auction-outcome.ts";
import { type AuctionScale, type AuctionsBelowPrice, BelowPriceTally } from "./auctions-below-price.ts";
import { LotValueTally } from "./lot-value.ts";

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
  since: "1.0.0",
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
  const tally = new AuctionRecoveryTally(options);
  for (const outcome of outcomes) tally.add(outcome);
  return tally.groups();
}

/** Computes the same from auctions that come one by one, so that none of them has to be kept. */
export class AuctionRecoveryTally {
  readonly #options: AuctionRecoveryOptions;
  readonly #groups = new Map<string, GroupTally>();

  /** @param options - What the computation needs besides the auctions. */
  constructor(options: AuctionRecoveryOptions) {
    this.#options = options;
  }

  /** Takes one auction into account. */
  add(outcome: AuctionOutcome): void {
    const { market, kind, lotAsset, bidAsset } = outcome;
    const key = [market, kind, lotAsset, bidAsset].join("/");
    const known = this.#groups.get(key);
    const group = known ?? new GroupTally({ market, kind, lotAsset, bidAsset }, this.#options);
    if (known === undefined) this.#groups.set(key, group);
    group.add(outcome);
  }

  /** Returns the groups so far, in the order of their first auction. */
  groups(): AuctionRecovery[] {
    return [...this.#groups.values()].map((group) => group.result());
  }
}

type GroupKey = Pick<AuctionRecovery, "market" | "kind" | "lotAsset" | "bidAsset">;

/** What one group's auctions brought so far. */
class GroupTally {
  readonly #key: GroupKey;
  readonly #scale: AuctionScale;
  readonly #sums = newSums();
  readonly #lotValue = new LotValueTally();
  readonly #belowPrice: BelowPriceTally;
  #auctions = 0;
  #settled = 0;
  #cancelled = 0;
  #zeroBids = 0;
  #present = 0;

  constructor(key: GroupKey, { priceBelow, decimalsOf }: AuctionRecoveryOptions) {
    this.#key = key;
    this.#scale = { lot: decimalsOf(key.lotAsset), bid: decimalsOf(key.bidAsset) };
    this.#belowPrice = new BelowPriceTally(priceBelow, this.#scale);
  }

  add(outcome: AuctionOutcome): void {
    this.#auctions += 1;
    if (outcome.status === "CANCELLED") this.#cancelled += 1;
    if (outcome.status === "SETTLED") this.#addSettled(outcome);
  }

  result(): AuctionRecovery {
    const { lotAsset } = this.#key;
    return {
      ...this.#key,
      auctionCount: this.#auctions,
      settledCount: this.#settled,
      cancelledCount: this.#cancelled,
      ...amountsOf(this.#sums, this.#key),
      lotValue: this.#lotValue.valuation(this.#scale.lot),
      recoveryRate: recoveryRate(this.#sums, this.#scale.bid),
      zeroBidCount: this.#zeroBids,
      zeroBidShare: ratio(BigInt(this.#zeroBids), BigInt(this.#settled), "auctions / auctions"),
      belowPrice: this.#belowPrice.result(lotAsset),
      completeness: { required: this.#settled * 2, present: this.#present },
    };
  }

  #addSettled(outcome: AuctionOutcome): void {
    this.#settled += 1;
    if (outcome.bid === 0n) this.#zeroBids += 1;
    this.#present += (outcome.debt === null ? 0 : 1) + (outcome.kickPrice === null ? 0 : 1);
    addTo(this.#sums, outcome);
    this.#lotValue.add(outcome);
    this.#belowPrice.add(outcome);
  }
}

type Sums = Readonly<Record<keyof ReturnType<typeof newSums>, KnownSum>>;

function newSums() {
  return {
    lotSold: new KnownSum(),
    bids: new KnownSum(),
    debt: new KnownSum(),
    tab: new KnownSum(),
    debtMinusBids: new KnownSum(),
    shortfall: new KnownSum(),
    tabMinusBids: new KnownSum(),
    bidsOfKnownDebt: new KnownSum(),
  };
}

function addTo(sums: Sums, { lotSold, bid, debt, tab }: AuctionOutcome): void {
  const gap = debt === null ? null : debt - bid;
  sums.lotSold.add(lotSold);
  sums.bids.add(bid);
  sums.debt.add(debt);
  sums.tab.add(tab);
  sums.debtMinusBids.add(gap);
  sums.shortfall.add(gap !== null && gap < 0n ? 0n : gap);
  sums.tabMinusBids.add(tab === null ? null : tab - bid);
  if (debt !== null) sums.bidsOfKnownDebt.add(bid);
}

function amountsOf(sums: Sums, { lotAsset, bidAsset }: GroupKey) {
  return {
    lotSold: sums.lotSold.amount(lotAsset, "lot"),
    bids: sums.bids.amount(bidAsset, "bid"),
    debt: sums.debt.amount(bidAsset, "known debt"),
    tab: sums.tab.amount(bidAsset, "tab"),
    debtMinusBids: sums.debtMinusBids.amount(bidAsset, "known debt"),
    shortfall: sums.shortfall.amount(bidAsset, "known debt"),
    tabMinusBids: sums.tabMinusBids.amount(bidAsset, "tab"),
  };
}

function recoveryRate({ bidsOfKnownDebt, debt }: Sums, bidDecimals: number | null): Ratio {
  return ratio(bidsOfKnownDebt.raw, debt.raw, "bid asset / bid asset", bidDecimals ?? 0);
}
