import type { Deleveraging } from "../domain/entities/deleveraging.ts";
import type { Liquidation } from "../domain/entities/liquidation.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { KnownSum } from "../domain/sum-known.ts";
import { missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { Estimate } from "../stats/estimate.ts";
import { spearmanCorrelation } from "../stats/spearman-correlation.ts";
import { bankruptcies } from "./bankruptcies.ts";
import { type DeleveragingGroup, deleveragingGroups } from "./deleveraging-groups.ts";
import { shareGini } from "./share-gini.ts";

/** Definition of the deleveraging metric. */
export const DELEVERAGING: MetricDefinition = {
  id: "deleveraging",
  title: "Auto-deleveraging: what it took, what it had to cover, and from whom",
  formula:
    "per episode: D = Σ over bankrupt accounts of max(0, −equity); H = Σ haircut; overshoot = H − D; efficiency = D / H; " +
    "secondsToFirst = first deleveraging − first liquidation; gini of haircut / profit and of haircut / notional; Spearman(rank, haircut)",
  unit: "smallest unit of the asset; seconds; ratios",
  edgeCases: [
    "Episode: liquidations and deleveragings of one market and asset without a gap longer than asked for, of which at least one is a deleveraging; or of one asset over all markets.",
    "−equity of an account is the loss that its liquidations state; of an account that was handed over without one, what the takers lost, because they took its negative worth.",
    "A liquidation whose loss is unknown, or stated in another asset: the deficit is PARTIAL_COVERAGE. No liquidation and no bankrupt account named: NO_DATA.",
    "A deleveraging whose haircut is unknown is left out of H: PARTIAL_COVERAGE, and the efficiency has no value, because it would be too high.",
    "H = 0: the efficiency is null with ZERO_DENOMINATOR.",
    "No liquidation at or before the first deleveraging: secondsToFirst is null. Its resolution is the time between blocks.",
    "Shares haircut / profit are rounded half-even to 18 decimals; their Gini is exact. The ledger holds no profit of takers: NO_DATA.",
    "Spearman is an estimate: fewer than 60 deleveragings with rank and haircut are INSUFFICIENT_DATA.",
  ],
  sources: [
    "metrics.md M-10",
    "Chitra, Autodeleveraging: Impossibilities and Optimization (arXiv 2512.01112)",
    "schema.graphql: Deleveraging, Liquidation",
  ],
  since: "1.1.0",
};

/** A deleveraging, as much of it as the metric needs. */
export type DeleveragingFill = Pick<
  Deleveraging,
  "market" | "asset" | "ordinal" | "timestamp" | "maker" | "taker" | "notional" | "haircut" | "rank"
> & {
  /** Profit of the taker at the mark price before, in the asset's smallest unit; null where nothing tells. */
  readonly profit: bigint | null;
};

/** A liquidation, as much of it as the metric needs. */
export type LiquidatedLoss = Pick<
  Liquidation,
  "market" | "debtAsset" | "ordinal" | "timestamp" | "account" | "loss"
>;

/** How facts become episodes. */
export type EpisodeRule = {
  /** Longest time between two facts of one episode, seconds. */
  readonly gapSeconds: bigint;
  /** Whether each market has episodes of its own. */
  readonly byMarket: boolean;
};

/** One episode of deleveraging; amounts are in the smallest unit of the asset. */
export type DeleveragingEpisode = {
  /** Null where episodes span markets. */
  readonly market: string | null;
  readonly asset: string;
  /** Of the first and last fact, seconds since 1970-01-01 UTC. */
  readonly from: bigint;
  readonly to: bigint;
  readonly fills: number;
  readonly takers: number;
  readonly liquidations: number;
  /** Accounts with negative equity, of those that are known. */
  readonly bankruptAccounts: number;
  readonly deficit: TokenAmount;
  readonly haircut: TokenAmount;
  /** haircut − deficit, signed: positive = more was taken than was missing. */
  readonly overshoot: TokenAmount;
  readonly efficiency: Ratio;
  /** From the first liquidation to the first deleveraging; null when no liquidation precedes it. */
  readonly secondsToFirst: bigint | null;
  readonly notional: TokenAmount;
  readonly giniOfHaircutToProfit: Ratio;
  readonly giniOfHaircutToNotional: Ratio;
  readonly rankCorrelation: Estimate;
};

const EFFICIENCY = "deficit / haircut";
const CONFIDENCE = 0.95;

/**
 * Finds the episodes of deleveraging and says what each took and had to cover.
 *
 * @param fills - Deleveragings in ledger order.
 * @param liquidations - Liquidations of the same markets in ledger order.
 * @returns Episodes by their first fact.
 * @see DELEVERAGING
 */
export function deleveragingEpisodes(
  fills: readonly DeleveragingFill[],
  liquidations: readonly LiquidatedLoss[],
  rule: EpisodeRule,
): DeleveragingEpisode[] {
  return deleveragingGroups(fills, liquidations, rule).map((group) => episodeOf(group, rule));
}

function episodeOf(group: DeleveragingGroup, { byMarket }: EpisodeRule): DeleveragingEpisode {
  const { fills, liquidations, market, asset, from, to } = group;
  const { deficit, accounts } = bankruptcies(group);
  const haircut = sumOf(fills, asset, "known haircut", (fill) => fill.haircut);
  return {
    market: byMarket ? market : null,
    asset,
    from,
    to,
    fills: fills.length,
    takers: new Set(fills.map(({ taker }) => taker)).size,
    liquidations: liquidations.length,
    bankruptAccounts: accounts,
    deficit,
    haircut,
    overshoot: overshootOf(haircut, deficit),
    efficiency: efficiencyOf(deficit, haircut),
    secondsToFirst: secondsToFirst(group),
    notional: sumOf(fills, asset, "known notional", (fill) => fill.notional),
    giniOfHaircutToProfit: shareGini(
      fills.map((fill) => ({ part: fill.haircut, whole: fill.profit })),
      "profit",
    ),
    giniOfHaircutToNotional: shareGini(
      fills.map((fill) => ({ part: fill.haircut, whole: fill.notional })),
      "notional",
    ),
    rankCorrelation: rankCorrelation(fills),
  };
}

function sumOf(
  fills: readonly DeleveragingFill[],
  asset: string,
  what: string,
  termOf: (fill: DeleveragingFill) => bigint | null,
): TokenAmount {
  const sum = new KnownSum();
  for (const fill of fills) sum.add(termOf(fill));
  return sum.amount(asset, what);
}

function overshootOf(haircut: TokenAmount, deficit: TokenAmount): TokenAmount {
  const flaw = [haircut, deficit].find(({ status }) => status !== "OK") ?? haircut;
  if (haircut.raw === null || deficit.raw === null) {
    const missing = haircut.raw === null ? haircut : deficit;
    return missingAmount(missing.asset, missing.status, missing.reason ?? "A part is not known.");
  }
  return { raw: haircut.raw - deficit.raw, asset: haircut.asset, status: flaw.status, reason: flaw.reason };
}

function efficiencyOf(deficit: TokenAmount, haircut: TokenAmount): Ratio {
  const flaw = [haircut, deficit].find(({ raw }) => raw === null);
  if (flaw !== undefined) return missingRatio(EFFICIENCY, flaw.status, flaw.reason ?? "A part is not known.");
  if (haircut.status !== "OK")
    return missingRatio(EFFICIENCY, haircut.status, haircut.reason ?? "A part is not known.");
  const quotient = ratio(deficit.raw ?? 0n, haircut.raw ?? 0n, EFFICIENCY);
  return quotient.status === "OK"
    ? { ...quotient, status: deficit.status, reason: deficit.reason }
    : quotient;
}

function secondsToFirst({ fills, liquidations }: DeleveragingGroup): bigint | null {
  const [first] = fills;
  const [start] = liquidations;
  if (first === undefined || start === undefined || start.ordinal > first.ordinal) return null;
  return first.timestamp - start.timestamp;
}

function rankCorrelation(fills: readonly DeleveragingFill[]): Estimate {
  const known = fills.flatMap(({ rank, haircut }) =>
    rank === null || haircut === null ? [] : [{ rank, haircut }],
  );
  return spearmanCorrelation({
    x: known.map(({ rank }) => rank),
    y: known.map(({ haircut }) => Number(haircut)),
    confidence: CONFIDENCE,
  });
}
