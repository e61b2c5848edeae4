import { type Estimate, estimated, missingEstimate, tooFew } from "../../stats/estimate.ts";
import { firstPassageProbability } from "../../stats/first-passage-probability.ts";
import { moments } from "../../stats/moments.ts";

/** What the time form of the horizon is computed from. */
export type RunwayInput = {
  /** Resources at the end of each day, US dollars, oldest first; null where they are not known in full. */
  readonly resources: readonly (number | null)[];
  /** Resources now, US dollars; null where they are not known. */
  readonly start: number | null;
  /** Need that the resources must not fall below, US dollars. */
  readonly barrier: number;
  /** μ a year; 0 unless told. */
  readonly drift: number;
  /** Volatility a year; estimated from the resources when null. */
  readonly volatility: number | null;
  /** T in days. */
  readonly horizonDays: number;
};

/** The time form of the solvency horizon. */
export type Runway = {
  /** Average fall of the resources a day, US dollars; negative where they grew. */
  readonly netBurnPerDay: Estimate;
  /** Resources above the need over the net burn, seconds. */
  readonly runwaySeconds: Estimate;
  /** Volatility of the resources a year. */
  readonly volatility: Estimate;
  /** P(τ ≤ T): resources touch the need within T. */
  readonly exhaustionProbability: Estimate;
};

/** Fewest daily changes of a volatility. */
const FEWEST_RETURNS = 30;
const YEAR_DAYS = 365;
const DAY_SECONDS = 86_400;
const NO_RESOURCES = "The resources of now are not known.";

/** Computes how long resources last at their own pace, and how likely they touch the need before a time. */
export function runway(input: RunwayInput): Runway {
  const netBurnPerDay = netBurn(input.resources);
  const volatility = volatilityOf(input);
  return {
    netBurnPerDay,
    runwaySeconds: runwaySeconds(netBurnPerDay, input),
    volatility,
    exhaustionProbability: exhaustion(volatility, input),
  };
}

function netBurn(resources: readonly (number | null)[]): Estimate {
  const method = "first less last known day, over the days between";
  const first = resources.findIndex((value) => value !== null);
  const last = resources.findLastIndex((value) => value !== null);
  const n = resources.filter((value) => value !== null).length;
  if (last <= first) return tooFew(n, 2, method);
  const fall = (resources[first] as number) - (resources[last] as number);
  return estimated({ value: fall / (last - first), n, method });
}

function runwaySeconds({ value, n, reason }: Estimate, { start, barrier }: RunwayInput): Estimate {
  const parts = { n, method: "resources above the need / net burn" };
  if (value === null) return missingEstimate("INSUFFICIENT_DATA", reason ?? "No net burn is known.", parts);
  if (start === null) return missingEstimate("NO_DATA", NO_RESOURCES, parts);
  if (value <= 0) {
    return missingEstimate("NOT_APPLICABLE", "Resources do not fall: there is no net burn.", parts);
  }
  return estimated({ value: (Math.max(0, start - barrier) / value) * DAY_SECONDS, ...parts });
}

function volatilityOf({ resources, volatility }: RunwayInput): Estimate {
  if (volatility !== null) return estimated({ value: volatility, n: 0, method: "given" });
  const method = "standard deviation of daily log changes · √365";
  const returns = logChanges(resources);
  if (returns.length < FEWEST_RETURNS) return tooFew(returns.length, FEWEST_RETURNS, method);
  const { variance } = moments(returns);
  return estimated({ value: Math.sqrt((variance ?? 0) * YEAR_DAYS), n: returns.length, method });
}

/** Changes between neighbouring days that are both known and above zero. */
function logChanges(values: readonly (number | null)[]): number[] {
  return values.flatMap((value, at) => {
    const before = values[at - 1] ?? null;
    if (value === null || before === null || value <= 0 || before <= 0) return [];
    return [Math.log(value / before)];
  });
}

function exhaustion(volatility: Estimate, { start, barrier, drift, horizonDays }: RunwayInput): Estimate {
  const parts = { n: volatility.n, method: "first passage of a lognormal" };
  if (start === null) return missingEstimate("NO_DATA", NO_RESOURCES, parts);
  if (start <= barrier) return estimated({ value: 1, ...parts, reason: "Resources do not exceed the need." });
  if (barrier <= 0) {
    return estimated({ value: 0, ...parts, reason: "Nothing is needed: a lognormal never touches zero." });
  }
  if (volatility.value === null) {
    const { status, reason } = volatility;
    return missingEstimate(status === "OK" ? "NO_DATA" : status, reason ?? "No volatility is known.", parts);
  }
  const time = horizonDays / YEAR_DAYS;
  const passage = { start, barrier, drift, volatility: volatility.value, time };
  return estimated({ value: firstPassageProbability(passage), ...parts });
}
