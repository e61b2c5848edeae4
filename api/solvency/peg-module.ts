import type { BackstopBalance } from "../domain/entities/backstop.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, type Ratio } from "../domain/ratio.ts";
import { type Rational, rational, scaled } from "../domain/rational.ts";
import { knownAmount, type TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import { type Estimate, estimated, missingEstimate, tooFew } from "../stats/estimate.ts";
import { quantile } from "../stats/quantile.ts";
import { backstopCapital } from "./backstop-capital.ts";
import type { Holding } from "./book.ts";
import { PAYS_NOTHING } from "./resources.ts";

/** Definition of what peg-stability modules can still do. */
export const PEG_MODULE: MetricDefinition = {
  id: "peg-module",
  title: "Capacity of peg-stability modules",
  formula:
    "capacityOut = usable part of the reserve; utilisation = Σ reserves in whole units / ceiling, the last one set; " +
    "drainTime = capacityOut / q95 of what swaps took out in an hour, over all full hours of the window",
  unit: "capacity in the smallest unit of the asset; utilisation is a ratio; drain time in hours, an estimate",
  edgeCases: [
    "balanceSource PARTIAL: capacity and utilisation are null with PARTIAL_COVERAGE, because the reserve is not known.",
    "A module that is DISABLED or SHUT_DOWN gives nothing: capacity zero.",
    "No ceiling is on record: NO_DATA. A ceiling of zero: ZERO_DENOMINATOR.",
    "Reserves are counted at one for one, as the module swaps them; no price enters.",
    "Fewer than 200 full hours since the first flow: no quantile, INSUFFICIENT_DATA.",
    "Nothing was taken out in 95 % of the hours: drainTime is NOT_APPLICABLE, not infinite.",
  ],
  sources: [
    "metrics.md M-38",
    "Maker dss-psm psm.sol; Curve PegKeeperV2.vy and ControllerFactory.vy: SetDebtCeiling",
  ],
  since: "1.1.0",
};

/** What limits how much a module may hold, as last set. */
export type PegCeiling = {
  /** Name of the parameter. */
  readonly name: string;
  /** Whole units, exact. */
  readonly amount: Rational;
  /** Seconds since 1970-01-01 UTC. */
  readonly setAt: bigint;
};

/** What swaps took out of one reserve, hour by hour. */
export type HourlyOutflows = {
  /** Full hours since the first flow within the window. */
  readonly hours: number;
  /** Smallest units of the asset, of the hours in which something was taken. */
  readonly amounts: readonly bigint[];
};

/** One reserve of a module. */
export type PegReserve = {
  readonly balance: BackstopBalance;
  readonly capacityOut: TokenAmount;
  /** Whole units an hour. */
  readonly outflow95: Estimate;
  /** Hours. */
  readonly drainTime: Estimate;
};

/** What one module can still do. */
export type PegModule = {
  readonly holding: Holding;
  readonly reserves: readonly PegReserve[];
  readonly ceiling: PegCeiling | null;
  readonly utilisation: Ratio;
};

/** What the computation needs besides a module. */
export type PegModuleFacts = {
  readonly ceiling: PegCeiling | null;
  readonly decimalsOf: (asset: string) => number | null;
  readonly outflowsOf: (asset: string) => HourlyOutflows;
};

const FEWEST_HOURS = 200;
const LEVEL = rational(19n, 20n);
const UNIT = "reserve / ceiling";

/** Judges one module. See {@link PEG_MODULE}. */
export function pegModule(holding: Holding, facts: PegModuleFacts): PegModule {
  return {
    holding,
    reserves: holding.balances.map((balance) => reserve(holding, balance, facts)),
    ceiling: facts.ceiling,
    utilisation: utilisation(holding, facts),
  };
}

function reserve(
  holding: Holding,
  balance: BackstopBalance,
  { decimalsOf, outflowsOf }: PegModuleFacts,
): PegReserve {
  const capacityOut = capacityOf(holding, balance);
  const decimals = decimalsOf(balance.asset);
  const outflow95 = outflowQuantile(outflowsOf(balance.asset), decimals);
  return { balance, capacityOut, outflow95, drainTime: drainTime(capacityOut, decimals, outflow95) };
}

/** The reserve is owed to the holders of the coin, so it is no capital that absorbs losses; what a swap can take out is all that is not held. */
function capacityOf({ backstop }: Holding, balance: BackstopBalance): TokenAmount {
  if (PAYS_NOTHING.includes(backstop.status)) return knownAmount(0n, balance.asset);
  return backstopCapital(balance, backstop.balanceSource).usable;
}

function outflowQuantile({ hours, amounts }: HourlyOutflows, decimals: number | null): Estimate {
  const method = "95 % quantile of hourly outflows, hours without any among them";
  if (decimals === null) {
    return missingEstimate("NO_DATA", "The decimals of the asset are unknown.", { n: hours, method });
  }
  if (hours < FEWEST_HOURS) return tooFew(hours, FEWEST_HOURS, method);
  const quiet = Array<number>(hours - amounts.length).fill(0);
  return quantile([...quiet, ...amounts.map((raw) => toNumber(scaled(raw, decimals)))], LEVEL);
}

function drainTime(capacity: TokenAmount, decimals: number | null, outflow: Estimate): Estimate {
  const { value, interval, n, confidence } = outflow;
  const method = "capacity / 95 % quantile of hourly outflows";
  if (capacity.raw === null || decimals === null) {
    const status = capacity.status === "OK" ? "NO_DATA" : capacity.status;
    return missingEstimate(status, capacity.reason ?? "The decimals of the asset are unknown.", {
      n,
      method,
    });
  }
  if (value === null) return { ...outflow, method };
  if (value === 0) {
    const reason = "Nothing was taken out in 95 % of the hours.";
    return missingEstimate("NOT_APPLICABLE", reason, { n, method });
  }
  const whole = toNumber(scaled(capacity.raw, decimals));
  const hours = (rate: number | null) => (rate === null || rate === 0 ? null : whole / rate);
  const bounds = interval === null ? null : { lower: hours(interval.upper), upper: hours(interval.lower) };
  return estimated({
    value: whole / value,
    interval: bounds,
    ...(confidence === null ? {} : { confidence }),
    n,
    method,
  });
}

function utilisation({ backstop, balances }: Holding, { ceiling, decimalsOf }: PegModuleFacts): Ratio {
  if (ceiling === null) return missingRatio(UNIT, "NO_DATA", "No ceiling of the module is on record.");
  if (backstop.balanceSource === "PARTIAL") {
    return missingRatio(UNIT, "PARTIAL_COVERAGE", "Some flows of the contract emit no indexed event.");
  }
  const used = balances.map((balance) => wholeUnits(balance, decimalsOf(balance.asset)));
  return worthRatio(sumWorths(used, UNIT, "reserves"), knownWorth(ceiling.amount, UNIT), UNIT);
}

function wholeUnits({ balance }: BackstopBalance, decimals: number | null): Worth {
  if (decimals === null) return missingWorth(UNIT, "NO_DATA", "The decimals of the asset are unknown.");
  return knownWorth(scaled(balance, decimals), UNIT);
}

function toNumber({ numerator, denominator }: Rational): number {
  return Number(numerator) / Number(denominator);
}
