import type { Completeness } from "../domain/completeness.ts";
import type { BackstopBalance } from "../domain/entities/backstop.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { missingRatio, partialRatio, type Ratio, ratio } from "../domain/ratio.ts";
import { type Rational, rational } from "../domain/rational.ts";
import { knownAmount, type TokenAmount } from "../domain/token-amount.ts";
import { overWindow, type Window, windowSeconds } from "../domain/window.ts";
import {
  knownWorth,
  multiplyWorth,
  positivePart,
  scaleWorth,
  subtractWorth,
  sumWorths,
  type Worth,
  worthRatio,
} from "../domain/worth.ts";
import type { Book, Holding } from "./book.ts";
import type { CapitalSeconds } from "./capital-seconds.ts";
import { RECURRING_CAUSES } from "./flow-causes.ts";
import type { FlowSum } from "./flow-sum.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";

/** Definition of idle capital and its opportunity cost. */
export const IDLE_CAPITAL: MetricDefinition = {
  id: "idle-capital",
  title: "Idle capital and what it costs to keep it",
  formula:
    "over balances a of a window: idleShare = Σ[earned_a = 0] ∫V_a dt / Σ ∫V_a dt; earned_a = Σ IN flows with cause FEE, YIELD or PREMIUM; yieldRate = earned × 31,536,000 / ∫V dt; opportunityCost = Σ max(0, referenceRate × ∫V_a dt / 31,536,000 − earned_a)",
  unit: "ratio; rate a year; the one asset that everything is held in, else US dollars",
  edgeCases: [
    "Backstops whose balances are not capital (PEG_STABILITY_MODULE, layers POSITION_MARGIN and SOCIALISED) are left out, as in `resources`.",
    "Nothing was held in the window: ZERO_DENOMINATOR.",
    "No referenceRate: opportunityCost is NO_DATA.",
    "The window begins before the protocol's first indexed event: it is cut there, and every ratio is PARTIAL_COVERAGE with the covered days.",
    "A balance that is not the contract's (PARTIAL) or cannot be priced is left out of the sums, which are then PARTIAL_COVERAGE.",
    "What is earned in an asset counts for the backstop's balance of that asset, also where another asset earned it.",
  ],
  sources: ["metrics.md M-36", "schema.graphql: FundFlow.cause"],
  since: "1.1.0",
};

/** What one balance earned in a window. */
export type IdleBalance = {
  readonly holding: Holding;
  readonly balance: BackstopBalance;
  readonly earned: TokenAmount;
  /** In kind: balance × seconds / seconds, in whole units of the asset. */
  readonly averageBalance: Ratio;
  /** In kind, a year. */
  readonly yieldRate: Ratio;
  /** True when something was held and nothing earned; null where the balance is not known. */
  readonly isIdle: boolean | null;
};

/** The metric. */
export type IdleCapital = {
  readonly idleShare: Ratio;
  readonly averageCapital: Ratio;
  readonly earned: Worth;
  readonly yieldRate: Ratio;
  readonly opportunityCost: Ratio;
  /** In the order of the waterfall. */
  readonly balances: readonly IdleBalance[];
  /** Balances, and those that are known and valued. */
  readonly completeness: Completeness;
};

/** What the ledger tells of a window, and the rate to compare with. */
export type IdleCapitalInput = {
  readonly book: Book;
  readonly account: UnitOfAccount;
  readonly window: Window;
  readonly capital: CapitalSeconds;
  readonly flows: readonly FlowSum[];
  /** A year, 1 = 100 %, its denominator a power of ten; null when none was given. */
  readonly referenceRate: Rational | null;
};

type Valued = IdleBalance & { readonly capital: Worth; readonly earnedWorth: Worth };

const YEAR = 31_536_000n;
const AVERAGE_UNIT = "capital-seconds / seconds";
const RATE_UNIT = "earned × 31,536,000 s / capital-seconds";
const COST_UNIT = "referenceRate × capital-seconds − earned × 31,536,000 s / 31,536,000 s";

/** Tells how much capital earned nothing, and what all of it forwent. See {@link IDLE_CAPITAL}. */
export function idleCapital(input: IdleCapitalInput): IdleCapital {
  const all = input.book.holdings.flatMap((holding) =>
    holding.balances.map((balance) => valued({ holding, balance }, input)),
  );
  const known = all.filter(
    ({ capital, earnedWorth }) => capital.status === "OK" && earnedWorth.status === "OK",
  );
  const marked = markerOf(all, known, input.window);
  const { unit } = input.account;
  const capital = sum(known, (one) => one.capital, unit);
  const idle = sum(
    known.filter(({ isIdle }) => isIdle),
    (one) => one.capital,
    unit,
  );
  const earned = sum(known, (one) => one.earnedWorth, unit);
  const seconds = knownWorth(rational(windowSeconds(input.window)), unit);
  return {
    idleShare: marked(worthRatio(idle, capital, "idle capital-seconds / capital-seconds")),
    averageCapital: marked(worthRatio(capital, seconds, AVERAGE_UNIT)),
    earned,
    yieldRate: marked(worthRatio(scaleWorth(earned, YEAR), capital, RATE_UNIT)),
    opportunityCost: marked(opportunityCost(known, input)),
    balances: all,
    completeness: { required: all.length, present: known.length },
  };
}

function valued(of: Pick<IdleBalance, "holding" | "balance">, input: IdleCapitalInput): Valued {
  const { account, window, book } = input;
  const { asset } = of.balance;
  const held = input.capital.of(of.balance, of.holding.backstop.balanceSource);
  const earned = knownAmount(earnedBy(of.balance, input.flows), asset);
  const decimals = book.assets.get(asset)?.decimals ?? null;
  const inKind = (top: bigint, bottom: bigint, unit: string): Ratio =>
    held.raw === null
      ? missingRatio(unit, held.status, held.reason ?? "The balance is not known.")
      : overWindow(ratio(top, bottom, unit, decimals ?? 0), window);
  const raw = held.raw ?? 0n;
  const wholeSeconds = windowSeconds(window) * 10n ** BigInt(decimals ?? 0);
  return {
    ...of,
    earned,
    averageBalance:
      decimals === null
        ? missingRatio(AVERAGE_UNIT, "NO_DATA", "The decimals of the asset are unknown.")
        : inKind(raw, wholeSeconds, AVERAGE_UNIT),
    yieldRate: inKind((earned.raw ?? 0n) * YEAR, raw, RATE_UNIT),
    isIdle: held.raw === null ? null : raw > 0n && earned.raw === 0n,
    capital: account.worthOf(held),
    earnedWorth: account.worthOf(earned),
  };
}

function earnedBy({ backstop, asset }: BackstopBalance, flows: readonly FlowSum[]): bigint {
  return flows
    .filter((flow) => flow.backstop === backstop && flow.asset === asset && flow.direction === "IN")
    .filter(({ cause }) => RECURRING_CAUSES.includes(cause))
    .reduce((total, { amount }) => total + amount, 0n);
}

/** Balances that earn more than the reference do not make up for those that earn less. */
function opportunityCost(known: readonly Valued[], { referenceRate, account }: IdleCapitalInput): Ratio {
  if (referenceRate === null) return missingRatio(COST_UNIT, "NO_DATA", "No referenceRate was given.");
  const forgone = ({ capital, earnedWorth }: Valued) =>
    positivePart(subtractWorth(multiplyWorth(capital, referenceRate), scaleWorth(earnedWorth, YEAR)));
  return worthRatio(sum(known, forgone, account.unit), knownWorth(rational(YEAR), account.unit), COST_UNIT);
}

function sum(balances: readonly Valued[], part: (balance: Valued) => Worth, unit: string): Worth {
  return sumWorths(balances.map(part), unit, "balances");
}

function markerOf(all: readonly Valued[], known: readonly Valued[], window: Window): (ratio: Ratio) => Ratio {
  const [missing] = all.filter((one) => !known.includes(one));
  if (missing === undefined) return (ratio) => overWindow(ratio, window);
  const { reason } = missing.capital.status === "OK" ? missing.earnedWorth : missing.capital;
  const omission = `${all.length - known.length} of ${all.length} balances are left out; the first: ${reason}`;
  return (ratio) => overWindow(partialRatio(ratio, omission), window);
}
