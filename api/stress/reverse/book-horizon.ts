import { BookJudge } from "../book/book-judge.ts";
import type { PooledHolding } from "../book/loss-groups.ts";
import type { StressBook } from "../book/stress-book.ts";
import { greatestFixedPoint } from "../cascade/cascade.ts";
import {
  type FactorAccount,
  factorCurves,
  groupedLossCurves,
  type SaleRule,
} from "../cascade/factor-curves.ts";
import { type ImpactModel, priceImpact } from "../cascade/price-impact.ts";
import { PriceSteps, RunningSums } from "../cascade/running-sums.ts";
import { type Adversary, type SolvencyHorizon, solvencyHorizon } from "./solvency-horizon.ts";

/** What the adversaries may do; what is null or zero is left out of the set. */
export type AdversarySet = {
  /** Sales move the price: adversary `cascade`. */
  readonly impact: ImpactModel | null;
  /** Factor on the depth of the impact. */
  readonly depth: number;
  readonly rule: SaleRule;
  /** Part of the withdrawable capital that leaves: adversary `run-off`. */
  readonly runOff: number;
  /** Fall of every other asset that backstops hold and nobody owes, for each unit of the fall: adversary `co-crash`. */
  readonly coCrashBeta: number;
  /** Further fall before a late oracle is acted on, a fraction: adversary `oracle-lag`. */
  readonly lagMove: number;
  /** Debt below which nobody liquidates, US dollars: adversary `keepers`. */
  readonly unprofitableBelow: number;
};

/** What the horizon of a book is asked for. */
export type BookHorizonRequest = AdversarySet & {
  /** Index of the factor that falls; it has a price. */
  readonly factor: number;
  readonly maxShock: number;
  readonly gridPoints: number;
};

/** Prices of which a book is computed: a share left of the factor, and of the other held assets. */
type Left = { readonly factor: number; readonly others: number; readonly runOff: number };

/** Most places at which a book changes its form that are added to the grid; beyond it, evenly picked ones. */
const MOST_CRITICAL = 5000;

/** Finds the largest fall of one factor that a book survives under every adversary. */
export function bookHorizon(book: StressBook, request: BookHorizonRequest): SolvencyHorizon {
  const { factor, maxShock, gridPoints } = request;
  const parts = partsOf(book, request);
  const criticalPrices = [parts.curves.supply, ...parts.losses].flatMap((curve) => curve.criticalPrices);
  const criticalShocks = criticalPrices.map((price) => 1 - price / (book.factors[factor]?.price ?? 1));
  const restingPart = restingParts(parts, request);
  return solvencyHorizon({
    ...{ maxShock, gridPoints },
    losses: lossAdversaries(parts, request, restingPart),
    resources: resourceAdversaries(parts, request, restingPart),
    criticalShocks: thinned(criticalShocks.filter((shock) => shock > 0 && shock < maxShock)),
  });
}

function thinned(shocks: readonly number[]): number[] {
  const sorted = [...new Set(shocks)].sort((a, b) => a - b);
  const every = Math.ceil(sorted.length / MOST_CRITICAL);
  return every <= 1 ? sorted : sorted.filter((_, at) => at % every === 0);
}

type Parts = ReturnType<typeof partsOf>;
type RestingPart = (shock: number) => number;

function partsOf(book: StressBook, { factor, rule }: BookHorizonRequest) {
  const { lines, groups } = new BookJudge(book);
  const price = book.factors[factor]?.price ?? 0;
  const owed = new Set(book.markets.map(({ debt }) => debt));
  return {
    ...{ price, groups, factor },
    curves: factorCurves(book, { factor, rule }),
    losses: groupedLossCurves(lines, groups, { factor, price }),
    /** Multiplier of a holding: the factor itself, assets that move with it, or money. */
    multiplier: (holding: number, left: Left) => {
      if (holding === factor) return left.factor;
      return owed.has(holding) ? 1 : left.others;
    },
  };
}

function capital(parts: Parts, holdings: readonly PooledHolding[], left: Left): number {
  return holdings.reduce(
    (sum, { factor, worth, isWithdrawable }) =>
      sum + worth * parts.multiplier(factor, left) * (isWithdrawable ? 1 - left.runOff : 1),
    0,
  );
}

/** Layers of one market alone pay first, and are taken at their worst: under every adversary at once. */
function lossAt(parts: Parts, request: BookHorizonRequest, at: { left: number; shock: number }): number {
  const { coCrashBeta, runOff } = request;
  const left = { factor: at.left, others: Math.max(0, 1 - coCrashBeta * at.shock), runOff };
  return parts.losses.reduce(
    (sum, curve, group) =>
      sum +
      Math.max(0, curve.loss(parts.price * at.left) - capital(parts, parts.groups.own[group] ?? [], left)),
    0,
  );
}

/** Part of the price that is left where everything comes to rest; the last answer is kept, because loss and resources ask alike. */
function restingParts(parts: Parts, { impact, depth }: BookHorizonRequest): (shock: number) => number {
  if (impact === null) return (shock) => 1 - shock;
  const law = priceImpact(impact, depth);
  let last = { shock: Number.NaN, left: 0 };
  return (shock) => {
    if (shock !== last.shock) {
      const { price } = greatestFixedPoint(parts.curves.supply, law, parts.price * (1 - shock));
      last = { shock, left: price / parts.price };
    }
    return last.left;
  };
}

function lossAdversaries(parts: Parts, request: BookHorizonRequest, restingPart: RestingPart): Adversary[] {
  const { impact, lagMove, unprofitableBelow } = request;
  const at = (left: number, shock: number) => lossAt(parts, request, { left, shock });
  const late = (shock: number) => 1 - (1 - shock) * (1 - lagMove);
  const adversaries: Adversary[] = [{ name: "price", at: (shock) => at(1 - shock, shock) }];
  if (impact !== null) {
    adversaries.push({ name: "cascade", at: (shock) => at(restingPart(shock), shock) });
  }
  if (lagMove > 0) adversaries.push({ name: "oracle-lag", at: (shock) => at(1 - late(shock), shock) });
  if (unprofitableBelow > 0) {
    const small = parts.curves.accounts.filter(({ debt }) => debt < unprofitableBelow);
    const left = abandoned(small);
    adversaries.push({
      name: "keepers",
      at: (shock) => at(1 - shock, shock) + left(parts.price * (1 - shock)),
    });
  }
  return adversaries;
}

/**
 * What accounts that nobody liquidates still owe against collateral that nobody sells, US dollars, by price: min(debt,
 * units · price) below the trigger, as sums of what is owed and of what the collateral no longer covers.
 */
function abandoned(accounts: readonly FactorAccount[]): (price: number) => number {
  const [owed, uncovered] = [new PriceSteps(), new PriceSteps()];
  for (const { trigger, debt, units } of accounts) {
    if (trigger <= 0) continue;
    owed.add(trigger, 0, debt, 0);
    uncovered.add(Math.min(trigger, debt / units), units, debt, 0);
  }
  const [all, lacking] = [new RunningSums(owed), new RunningSums(uncovered)];
  return (price) => {
    const { worth, units } = lacking.above(price);
    return all.above(price).worth - Math.max(0, worth - units * price);
  };
}

function resourceAdversaries(
  parts: Parts,
  request: BookHorizonRequest,
  restingPart: RestingPart,
): Adversary[] {
  const { impact, runOff, coCrashBeta } = request;
  const { shared } = parts.groups;
  const others = (shock: number) => Math.max(0, 1 - coCrashBeta * shock);
  const plain = { others: 1, runOff: 0 };
  const give = (name: string, left: (shock: number) => Left): Adversary => ({
    name,
    at: (shock) => capital(parts, shared, left(shock)),
  });
  const adversaries = [give("price", (shock) => ({ ...plain, factor: 1 - shock }))];
  if (impact !== null) {
    adversaries.push(give("cascade", (shock) => ({ ...plain, factor: restingPart(shock) })));
  }
  if (runOff > 0) adversaries.push(give("run-off", (shock) => ({ others: 1, factor: 1 - shock, runOff })));
  if (coCrashBeta > 0) {
    adversaries.push(give("co-crash", (shock) => ({ runOff: 0, factor: 1 - shock, others: others(shock) })));
  }
  if (runOff > 0 && coCrashBeta > 0) {
    adversaries.push(
      give("run-off and co-crash", (shock) => ({ runOff, factor: 1 - shock, others: others(shock) })),
    );
  }
  return adversaries;
}
