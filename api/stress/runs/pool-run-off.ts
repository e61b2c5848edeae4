import { fromDouble } from "../../domain/from-double.ts";
import { missingRatio, type Ratio, ratio } from "../../domain/ratio.ts";
import {
  addRational,
  compareRational,
  multiplyRational,
  type Rational,
  rational,
  scaled,
} from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import { knownWorth, worthRatio } from "../../domain/worth.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { concentration } from "./concentration.ts";
import { firstExceeding, type OutflowPath, type OutflowPoint, outflowBy } from "./outflow-path.ts";
import { runOffRate } from "./outflow-rates.ts";
import {
  RUN_OFF_HOURS,
  type RunOff,
  type RunOffHorizon,
  type RunOffScenario,
  type RunPool,
  type ScenarioRunOff,
} from "./run-off.ts";

const HOUR = 3600;
const COVERAGE_UNIT = "liquid / net outflow";
/** Part of the outflow that inflows may offset at most. */
const MOST_INFLOW = rational(75n, 100n);
const WITHOUT_FLOWS = "Claims of lenders leave no flow in the ledger; give a scenario.";

/** Measures how one pool outlasts a run. See `RUN_OFF`. */
export function poolRunOff(pool: RunPool, scenario: RunOffScenario | null): RunOff {
  const rates = RUN_OFF_HOURS.map((hours) => ({ seconds: hours * HOUR, rate: rateOf(pool, hours) }));
  return {
    pool,
    idleShare: ratio(pool.liquid, pool.claims, "liquid / claims"),
    horizons: rates.map(({ seconds, rate }) => horizonOf(pool, seconds, rate)),
    survival: survivalOf(pool, rates),
    scenario: scenario === null ? null : underScenario(pool, scenario),
    concentration: concentration(pool.shares, pool.totalShares),
  };
}

function rateOf({ spans, hours }: RunPool, length: number): Estimate {
  if (spans !== null) return runOffRate(spans, hours, length);
  return missingEstimate("NO_DATA", WITHOUT_FLOWS, { n: 0, method: `99 % quantile over ${length} h` });
}

/** What is queued is due as it is; the rest leaves along the points, and in a pool with a cooldown not before its end. */
function pathOf(
  pool: RunPool,
  points: readonly { readonly at: bigint; readonly rate: Rational }[],
): OutflowPath {
  const rest = rational(pool.claims - pool.queued);
  const cooldown = pool.cooldown ?? 0n;
  const leaving = points
    .filter(({ at }) => at > cooldown)
    .map(({ at, rate }) => ({ at, amount: multiplyRational(rest, rate) }));
  const ramp: OutflowPoint[] = [{ at: cooldown, amount: rational(0n) }];
  for (const point of leaving) ramp.push({ at: point.at, amount: larger(point.amount, ramp.at(-1)?.amount) });
  return { steps: pool.due, ramp };
}

function larger(a: Rational, b: Rational | undefined): Rational {
  return b === undefined || compareRational(a, b) > 0 ? a : b;
}

function horizonOf(pool: RunPool, seconds: number, rate: Estimate): RunOffHorizon {
  const at = BigInt(seconds);
  const outflowAt = (value: number) => outflowBy(pathOf(pool, [{ at, rate: fromDouble(value) }]), at);
  const coins = (amount: Rational) => toDouble(multiplyRational(amount, scaled(1n, pool.decimals ?? 0)));
  const outflow =
    pool.decimals === null && rate.value !== null
      ? missingEstimate("NO_DATA", "The decimals of the asset are unknown.", rate)
      : through(rate, (value) => coins(outflowAt(value)));
  return { seconds, rate, outflow, coverage: coverageOf(pool, rate, outflowAt) };
}

function coverageOf(pool: RunPool, rate: Estimate, outflowAt: (rate: number) => Rational): Estimate {
  if (rate.value !== null && outflowAt(rate.value).numerator === 0n) {
    return missingEstimate("NOT_APPLICABLE", "Nothing leaves within the horizon.", rate);
  }
  const covered = (value: number) => {
    const { numerator, denominator } = outflowAt(value);
    return numerator === 0n
      ? Number.POSITIVE_INFINITY
      : toDouble(rational(pool.liquid * denominator, numerator));
  };
  const found = through(rate, covered);
  const { interval } = found;
  return interval === null ? found : { ...found, interval: { lower: interval.upper, upper: interval.lower } };
}

function through(estimate: Estimate, map: (value: number) => number): Estimate {
  const { value, interval } = estimate;
  if (value === null) return estimate;
  const end = (bound: number | null) => (bound === null ? null : map(bound));
  const ends = interval === null ? null : { lower: end(interval.lower), upper: end(interval.upper) };
  return estimated({ ...estimate, value: map(value), interval: ends });
}

/** The longest horizon whose rate is known ends the path. */
function survivalOf(
  pool: RunPool,
  rates: readonly { readonly seconds: number; readonly rate: Estimate }[],
): Estimate {
  const known = rates.flatMap(({ seconds, rate }) =>
    rate.value === null ? [] : [{ at: BigInt(seconds), rate: fromDouble(rate.value) }],
  );
  const [shortest] = rates;
  const last = known.at(-1);
  const parts = { n: shortest?.rate.n ?? 0, method: "cumulative 99 % run-off, linear between horizons" };
  if (last === undefined) {
    const { status = "NO_DATA", reason = null } = shortest?.rate ?? {};
    return missingEstimate(status === "OK" ? "NO_DATA" : status, reason ?? "No rate is known.", parts);
  }
  const seconds = firstExceeding(pathOf(pool, known), rational(pool.liquid));
  if (seconds !== null && seconds <= last.at) return estimated({ ...parts, value: Number(seconds) });
  return missingEstimate(
    "NOT_APPLICABLE",
    `The liquidity outlasts ${last.at} s, the longest horizon known.`,
    parts,
  );
}

function underScenario(pool: RunPool, scenario: RunOffScenario): ScenarioRunOff {
  const { horizonSeconds: at, haircut, inflow } = scenario;
  const rate = pool.backstop === null ? scenario.lenders : scenario.providers;
  const path = pathOf(pool, [{ at, rate }]);
  const liquid = multiplyRational(rational(pool.liquid), complement(haircut));
  const seconds = firstExceeding(path, liquid);
  return {
    coverage: netCoverage(liquid, outflowBy(path, at), multiplyRational(rational(pool.claims), inflow)),
    survivalSeconds: seconds !== null && seconds <= at ? seconds : null,
  };
}

function netCoverage(liquid: Rational, outflow: Rational, inflow: Rational): Ratio {
  if (outflow.numerator === 0n) {
    return missingRatio(COVERAGE_UNIT, "NOT_APPLICABLE", "Nothing leaves within the horizon.");
  }
  const cap = multiplyRational(outflow, MOST_INFLOW);
  const offset = compareRational(inflow, cap) < 0 ? inflow : cap;
  const net = addRational(outflow, rational(-offset.numerator, offset.denominator));
  return worthRatio(knownWorth(liquid, ""), knownWorth(net, ""), COVERAGE_UNIT);
}

function complement({ numerator, denominator }: Rational): Rational {
  return rational(denominator - numerator, denominator);
}
