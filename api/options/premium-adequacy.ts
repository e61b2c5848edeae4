import type { MetricDefinition } from "../domain/metric-definition.ts";
import { type Ratio, ratio } from "../domain/ratio.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../stats/estimate.ts";
import { garwoodRate } from "../stats/garwood-rate.ts";
import { neumaierSum } from "../stats/neumaier-sum.ts";
import { poissonCount } from "../stats/poisson-count.ts";
import type { Random } from "../stats/seeded-random.ts";
import { seededRandom } from "../stats/seeded-random.ts";

/** Definition of premium adequacy. */
export const PREMIUM_ADEQUACY: MetricDefinition = {
  id: "premium-adequacy",
  title: "Whether premiums pay for claims and the capital behind them",
  formula:
    "adequacy = earned / (EL + κ (ES − EL)); lossRatio = claims / earned; combined = (claims + costs) / earned; earned = Σ premium × share of the life that lies in the window; " +
    "EL, ES = mean and mean of the worst 1 − α of compound Poisson totals: claims as many as Poisson(x), amounts drawn from those paid",
  unit: "amounts in the smallest unit of the asset in which premium and payoff are paid; ratios; events a year",
  edgeCases: [
    "Premium is earned evenly over the life (ACT/365F cancels), and all of what is left at once when the option ends early; each premium is rounded down.",
    "An option without a known expiry earns nothing: PARTIAL_COVERAGE.",
    "Nothing earned: the ratios are null with ZERO_DENOMINATOR.",
    "No claim in the window: EL and ES are NO_DATA; the rate still has its upper bound, 3.689 events over the exposure at 95 %.",
    "Fewer than 5 claims: the bootstrap is INSUFFICIENT_DATA.",
    "Premiums and payoffs of one pool in different assets are different groups.",
  ],
  sources: [
    "Garwood, Fiducial Limits for the Poisson Distribution, Biometrika 28 (1936)",
    "Efron and Tibshirani, An Introduction to the Bootstrap, 1993; compound Poisson: Klugman, Panjer and Willmot, Loss Models",
  ],
  since: "1.2.0",
};

/** The life of one written option and what was paid for it. */
export type WrittenPolicy = {
  /** Smallest unit of the asset. */
  readonly premium: bigint;
  /** When it was written, seconds. */
  readonly from: bigint;
  /** When it ended or ends: its expiry, or an earlier exercise or close; null when not known. */
  readonly to: bigint | null;
  /** Expiry over which the premium is spread; null when not known. */
  readonly expiry: bigint | null;
};

/** A window in seconds: from included, to excluded. */
export type EarningWindow = { readonly from: bigint; readonly to: bigint };

/** What is computed from. */
export type PremiumBook = {
  readonly policies: readonly WrittenPolicy[];
  /** Payoffs of the window above 0, smallest unit of the same asset. */
  readonly claims: readonly bigint[];
  /** Other costs of the window; 0 when none are known. */
  readonly costs: bigint;
  readonly window: EarningWindow;
};

/** How the claims are resampled. */
export type AdequacySettings = {
  /** κ over the window: what capital must earn, as a ratio of it. */
  readonly capitalCharge: number;
  /** Level of ES and of the intervals, as in 0.99 and 0.95. */
  readonly level: number;
  readonly confidence: number;
  readonly replicates: number;
  readonly seed: bigint;
};

/** Premium against claims. */
export type PremiumAdequacy = {
  /** Exact; each premium rounded down. */
  readonly earned: bigint;
  /** Policies whose expiry is not known: their premium is not counted. */
  readonly unspread: number;
  readonly claims: bigint;
  readonly claimCount: number;
  readonly lossRatio: Ratio;
  readonly combinedRatio: Ratio;
  /** Claims a year with Garwood's bounds. */
  readonly claimRate: Estimate;
  /** Claims of such a window. */
  readonly expectedClaims: Estimate;
  readonly expectedShortfall: Estimate;
  readonly adequacy: Estimate;
};

/** Fewest claims from which totals are resampled. */
const MINIMUM_CLAIMS = 5;
const YEAR = 31_536_000;
/** A level such as 0.29 times 100 falls short of 29 by its last digit. */
const LEVEL_SLACK = 1e-9;

/**
 * Returns what is earned of a premium in a window: premium × (elapsed share at its end − at its start), each rounded down.
 *
 * @returns Smallest unit; 0 when the expiry is not known.
 * @example earnedPremium({ premium: 100n, from: 0n, to: 10n, expiry: 10n }, { from: 0n, to: 5n }) // 50n
 */
export function earnedPremium(policy: WrittenPolicy, { from, to }: EarningWindow): bigint {
  return earnedUntil(policy, to) - earnedUntil(policy, from);
}

function earnedUntil({ premium, from, to, expiry }: WrittenPolicy, at: bigint): bigint {
  if (expiry === null || at <= from) return 0n;
  if (at >= expiry || (to !== null && at >= to)) return premium;
  return (premium * (at - from)) / (expiry - from);
}

/**
 * Compares the premiums that a pool earned in a window with what it paid.
 *
 * @param decimals - Of the asset, for the ratios' parts.
 * @see PREMIUM_ADEQUACY
 */
export function premiumAdequacy(
  { policies, claims, costs, window }: PremiumBook,
  settings: AdequacySettings,
  decimals: number,
): PremiumAdequacy {
  const earned = policies.reduce((sum, policy) => sum + earnedPremium(policy, window), 0n);
  const paid = claims.reduce((sum, claim) => sum + claim, 0n);
  const exposure = Number(window.to - window.from) / YEAR;
  const totals = claimTotals(claims.map(Number), settings);
  return {
    earned,
    unspread: policies.filter(({ expiry }) => expiry === null).length,
    claims: paid,
    claimCount: claims.length,
    lossRatio: ratio(paid, earned, "claims / earned premium", decimals),
    combinedRatio: ratio(paid + costs, earned, "claims and costs / earned premium", decimals),
    claimRate: garwoodRate({ events: claims.length, exposure }, settings.confidence),
    ...totals,
    adequacy: adequacy(Number(earned), totals, settings),
  };
}

type Totals = Pick<PremiumAdequacy, "expectedClaims" | "expectedShortfall">;

/** Mean and worst part of resampled totals. */
function claimTotals(claims: readonly number[], settings: AdequacySettings): Totals {
  const { replicates, confidence, level, seed } = settings;
  const n = claims.length;
  const method = `compound Poisson bootstrap, ${replicates} replicates, seed ${seed}`;
  if (n < MINIMUM_CLAIMS) {
    const few = tooFew(n, MINIMUM_CLAIMS, method);
    return { expectedClaims: few, expectedShortfall: few };
  }
  const random = seededRandom(seed);
  const totals = Float64Array.from({ length: replicates }, () => resampledTotal(claims, random)).sort();
  const tail = (1 - confidence) / 2;
  const interval = { lower: orderStatistic(totals, tail), upper: orderStatistic(totals, 1 - tail) };
  const worst = totals.subarray(Math.min(replicates - 1, Math.floor(replicates * level + LEVEL_SLACK)));
  return {
    expectedClaims: estimated({ value: neumaierSum(claims), interval, confidence, n, method }),
    expectedShortfall: estimated({
      value: neumaierSum(worst) / worst.length,
      n,
      method: `${method}, mean of totals beyond ${level}`,
    }),
  };
}

function resampledTotal(claims: readonly number[], random: Random): number {
  const count = poissonCount(claims.length, random);
  let total = 0;
  for (let i = 0; i < count; i++) total += claims[random.nextBelow(claims.length)] as number;
  return total;
}

function orderStatistic(ascending: Float64Array, share: number): number {
  const at = Math.min(ascending.length - 1, Math.max(0, Math.round(share * (ascending.length - 1))));
  return ascending[at] as number;
}

/** The interval of the claims, carried through the quotient with ES − EL as it is. */
function adequacy(
  earned: number,
  { expectedClaims, expectedShortfall }: Totals,
  settings: AdequacySettings,
): Estimate {
  const { n, method, status, reason, interval, confidence } = expectedClaims;
  if (expectedClaims.value === null || expectedShortfall.value === null) {
    const why = reason ?? "The expected claims cannot be told.";
    return missingEstimate(status === "OK" ? "NO_DATA" : status, why, { n, method });
  }
  const load = settings.capitalCharge * (expectedShortfall.value - expectedClaims.value);
  const at = (claims: number | null | undefined) =>
    claims === null || claims === undefined || claims + load <= 0 ? null : earned / (claims + load);
  return estimated({
    value: earned / (expectedClaims.value + load),
    interval: { lower: at(interval?.upper), upper: at(interval?.lower) },
    confidence: confidence ?? settings.confidence,
    n,
    method,
  });
}
