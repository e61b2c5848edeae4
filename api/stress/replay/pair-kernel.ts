import type { StressBook, StressLegs } from "../book/stress-book.ts";
import type { AccountKernel, Liquidations, StepPrices } from "./account-kernel.ts";
import { PairGroup } from "./pair-group.ts";
import type { ReplayPlan } from "./replay-plan.ts";

/** Accounts of one collateral and one debt each, by group. */
export class PairKernel implements AccountKernel {
  readonly #groups: readonly PairGroup[];

  /** @param included - Indexes of the accounts that are replayed; see {@link isPairBook}. */
  constructor(book: StressBook, included: Uint32Array) {
    this.#groups = [...grouped(book, included).values()].map((members) => groupOf(book, members));
  }

  liquidate(prices: StepPrices, told: Liquidations): void {
    for (const group of this.#groups) group.liquidate(prices, told);
  }

  addLatent(market: Float64Array, byMarket: Float64Array): void {
    for (const group of this.#groups) group.addLatent(market, byMarket);
  }

  setTerm(): void {
    throw new Error("Expected rules that do not change.");
  }

  untouched(): number {
    return this.#groups.reduce((sum, group) => sum + group.untouched(), 0);
  }
}

/**
 * Whether sorted critical prices give the answer of the general kernel: each account has one collateral and one debt and is
 * closed as a whole, at once, by keepers without bound and cost, under rules that stay.
 */
export function isPairBook(book: StressBook, included: Uint32Array, plan: ReplayPlan): boolean {
  const isBound = plan.budget !== null || plan.gasPerLiquidation > 0 || plan.delaySteps > 0;
  if (isBound || plan.auctionSteps > 0 || plan.changes.length > 0) return false;
  const { collateral, debt, markets } = book.accounts;
  return included.every((account) => {
    const pledged = (collateral.start[account + 1] as number) - (collateral.start[account] as number);
    const owed = (debt.start[account + 1] as number) - (debt.start[account] as number);
    const terms = book.markets[markets[account] as number]?.terms;
    return pledged === 1 && owed === 1 && terms?.closeFactor.value === 1;
  });
}

/** Accounts by market of the debt, market of the collateral, and both factors. */
function grouped({ accounts, markets, factors }: StressBook, included: Uint32Array): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  const { collateral, debt } = accounts;
  for (const account of included) {
    const [from, to] = [collateral.start[account] as number, debt.start[account] as number];
    const marketPair =
      (accounts.markets[account] as number) * markets.length + (collateral.market[from] as number);
    const factorPair = (collateral.factor[from] as number) * factors.length + (debt.factor[to] as number);
    const key = marketPair * factors.length ** 2 + factorPair;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [account]);
    else members.push(account);
  }
  return groups;
}

function groupOf({ accounts, markets, factors }: StressBook, members: readonly number[]): PairGroup {
  const { collateral, debt } = accounts;
  const first = members[0] as number;
  const [from, to] = [collateral.start[first] as number, debt.start[first] as number];
  const [pledged, owed] = [collateral.factor[from] as number, debt.factor[to] as number];
  const terms = markets[collateral.market[from] as number]?.terms;
  return new PairGroup({
    market: accounts.markets[first] as number,
    collateral: pledged,
    debt: owed,
    threshold: terms?.threshold.value ?? 0,
    bonus: terms?.bonus.value ?? 0,
    pledged: firstAmounts(collateral, members),
    owed: firstAmounts(debt, members),
    rate: (factors[pledged]?.price ?? 0) / (factors[owed]?.price ?? 0),
  });
}

function firstAmounts({ start, amount }: StressLegs, members: readonly number[]): Float64Array {
  const amounts = new Float64Array(members.length);
  for (let at = 0; at < members.length; at++) {
    amounts[at] = amount[start[members[at] as number] as number] as number;
  }
  return amounts;
}
