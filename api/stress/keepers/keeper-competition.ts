import { type Ratio, ratio } from "../../domain/ratio.ts";
import type { AuctionOutcome } from "../../solvency/auction-outcome.ts";
import { clopperPearson } from "../../stats/clopper-pearson.ts";
import { type Estimate, missingEstimate } from "../../stats/estimate.ts";

/** Who made the liquidations of a window. */
export type KeeperCompetition = {
  readonly liquidations: number;
  /** Liquidations whose liquidator the event tells. */
  readonly known: number;
  readonly liquidators: number;
  /** Σ n_i² / (Σ n_i)² over the liquidators; 1 where one made all. */
  readonly hhi: Ratio;
  /** Liquidations of the most active liquidator / known ones. */
  readonly topShare: Ratio;
  /** NO_DATA: the ledger does not tell the bonus at which a liquidation was won. */
  readonly atMaxBonus: Estimate;
  /** Share of settled collateral auctions won for less than a part of their debt. */
  readonly zeroBids: Estimate;
};

/** A settled collateral auction, as much of it as counts. */
export type SettledAuction = Pick<AuctionOutcome, "bid" | "debt" | "lotSold">;

const WHOLE_BPS = 10_000n;
const UNIT = "liquidations / liquidations";
const NO_BONUS = "The ledger does not tell at which bonus a liquidation was won.";

/**
 * Measures how many compete for liquidations.
 *
 * @param liquidators - Of each liquidation; null where the event does not tell.
 * @param zeroBidBps - Part of an auction's debt below which its winning bid counts as none, basis points; bids of exactly
 *   zero count always, and alone where the debt is not known.
 */
export function keeperCompetition(
  liquidators: readonly (string | null)[],
  auctions: readonly SettledAuction[],
  zeroBidBps: number,
): KeeperCompetition {
  const counts = new Map<string, bigint>();
  for (const liquidator of liquidators) {
    if (liquidator !== null) counts.set(liquidator, (counts.get(liquidator) ?? 0n) + 1n);
  }
  const known = [...counts.values()].reduce((sum, count) => sum + count, 0n);
  const squares = [...counts.values()].reduce((sum, count) => sum + count ** 2n, 0n);
  const top = [...counts.values()].reduce((most, count) => (count > most ? count : most), 0n);
  const sold = auctions.filter(({ lotSold }) => lotSold > 0n);
  const zero = sold.filter((auction) => isZeroBid(auction, BigInt(zeroBidBps)));
  return {
    ...{ liquidations: liquidators.length, known: Number(known), liquidators: counts.size },
    hhi: ratio(squares, known ** 2n, "Σ n² / (Σ n)²"),
    topShare: ratio(top, known, UNIT),
    atMaxBonus: missingEstimate("NO_DATA", NO_BONUS, { n: 0, method: "none" }),
    zeroBids: clopperPearson({ successes: zero.length, trials: sold.length }),
  };
}

function isZeroBid({ bid, debt }: SettledAuction, bps: bigint): boolean {
  return bid === 0n || (debt !== null && bid * WHOLE_BPS < debt * bps);
}
