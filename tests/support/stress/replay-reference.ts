import { Fraction } from "./fraction.ts";
import type { StressParts } from "./made-stress-book.ts";

/** A replay without any rounding. Multiples and the rest are doubles that count as their exact values. */
export type ReferenceScenario = {
  /** By step and factor: multiples of the market price. */
  readonly multiples: readonly (readonly number[])[];
  readonly lagSteps: number;
  /** By factor: part of the price that one whole unit sold takes; null without. */
  readonly perUnit: readonly (number | null)[];
  readonly decay: number;
};

/** What happened in each step, dollars at market prices. */
export type ReferenceStep = { repaid: Fraction; loss: Fraction; latent: Fraction };

/** What a replay comes to, and how close it came to a comparison that doubles could decide otherwise. */
export type ReferenceRun = { readonly steps: readonly ReferenceStep[]; readonly closest: number };

type Leg = { readonly factor: number; amount: Fraction };
type Account = { readonly market: number; readonly collateral: Leg[]; readonly debt: Leg[] };

type Closing = {
  readonly account: Account;
  readonly oracle: readonly Fraction[];
  readonly market: readonly Fraction[];
  readonly step: ReferenceStep;
};

const ZERO = new Fraction(0n);
const ONE = new Fraction(1n);
const UNIT = 1_000_000n;

/**
 * Plays a scenario as docs/replay.md says, with all effects, in exact quotients and without any shortcut: every account is
 * looked at in every round.
 */
export function referenceReplay(parts: StressParts, scenario: ReferenceScenario): ReferenceRun {
  const start = parts.prices.map((price) => new Fraction(price, UNIT));
  const accounts = parts.accounts.map(({ market, collateral, debt }) => ({
    market,
    collateral: collateral.map(({ factor, raw }) => ({ factor, amount: new Fraction(raw, UNIT) })),
    debt: debt.map(({ factor, raw }) => ({ factor, amount: new Fraction(raw, UNIT) })),
  }));
  const run = new Run(parts, accounts, start);
  const steps: ReferenceStep[] = [];
  const past: Fraction[][] = [];
  let used = start.map(() => ZERO);
  for (const row of scenario.multiples) {
    const decay = Fraction.of(scenario.decay);
    used = used.map((units) => units.times(decay));
    const step: ReferenceStep = { repaid: ZERO, loss: ZERO, latent: ZERO };
    let market: Fraction[];
    for (;;) {
      market = row.map((multiple, factor) =>
        Fraction.of(multiple).times(
          ONE.minus(fallOf(scenario.perUnit[factor] ?? null, used[factor] ?? ZERO)),
        ),
      );
      const late = past[past.length - scenario.lagSteps];
      const oracle = scenario.lagSteps === 0 ? market : (late ?? start.map(() => ONE));
      const sold = run.round(priced(start, oracle), priced(start, market), step);
      if (sold === null) break;
      used = used.map((units, factor) => units.plus(sold[factor] ?? ZERO));
    }
    past.push(market);
    step.latent = run.latent(priced(start, market));
    steps.push(step);
  }
  return { steps, closest: run.closest };
}

function fallOf(perUnit: number | null, units: Fraction): Fraction {
  if (perUnit === null) return ZERO;
  const fall = Fraction.of(perUnit).times(units);
  const most = new Fraction(9n, 10n);
  return most.isBelow(fall) ? most : fall;
}

function priced(start: readonly Fraction[], multiples: readonly Fraction[]): Fraction[] {
  return start.map((price, factor) => price.times(multiples[factor] ?? ONE));
}

class Run {
  closest = Number.POSITIVE_INFINITY;
  readonly #parts: StressParts;
  readonly #accounts: readonly Account[];
  readonly #start: readonly Fraction[];
  /** Health at the block of accounts that were never liquidated. */
  readonly #health = new Map<Account, Fraction>();

  constructor(parts: StressParts, accounts: readonly Account[], start: readonly Fraction[]) {
    this.#parts = parts;
    this.#accounts = accounts;
    this.#start = start;
    for (const account of accounts) this.#health.set(account, this.#healthOf(account, start));
  }

  /** Liquidates each account once where it may be; returns the units sold, null when nothing happened. */
  round(oracle: readonly Fraction[], market: readonly Fraction[], step: ReferenceStep): Fraction[] | null {
    const sold = this.#start.map(() => ZERO);
    const hit = this.#accounts.filter(
      (account) => this.#isUnsafe(account, oracle) && this.#close({ account, oracle, market, step }, sold),
    );
    return hit.length === 0 ? null : sold;
  }

  /** Returns whether somebody does it. */
  #close({ account, oracle, market, step }: Closing, sold: Fraction[]): boolean {
    const debt = worth(account.debt, oracle);
    const { bonus, closeFactor } = this.#rules(account);
    const affordable = worth(account.collateral, oracle).over(ONE.plus(bonus));
    const isShort = this.#below(affordable, debt);
    const repaid = isShort ? affordable : debt.times(closeFactor);
    const seized = isShort ? ONE : repaid.over(affordable);
    const owed = worth(account.debt, market);
    const cost = owed.times(repaid).over(debt);
    const gain = worth(account.collateral, market).times(seized);
    if (gain.isBelow(cost)) {
      this.#note(gain, cost);
      return false;
    }
    step.repaid = step.repaid.plus(cost);
    if (isShort) step.loss = step.loss.plus(owed.minus(cost));
    for (const leg of account.collateral) {
      sold[leg.factor] = (sold[leg.factor] ?? ZERO).plus(leg.amount.times(seized));
      leg.amount = leg.amount.times(ONE.minus(seized));
    }
    const left = isShort ? ZERO : ONE.minus(repaid.over(debt));
    for (const leg of account.debt) leg.amount = leg.amount.times(left);
    this.#health.delete(account);
    return true;
  }

  latent(market: readonly Fraction[]): Fraction {
    return this.#accounts.reduce((sum, { collateral, debt }) => {
      const lack = worth(debt, market).minus(worth(collateral, market));
      this.#note(worth(debt, market), worth(collateral, market));
      return lack.top > 0n ? sum.plus(lack) : sum;
    }, ZERO);
  }

  #isUnsafe(account: Account, oracle: readonly Fraction[]): boolean {
    if (worth(account.debt, oracle).top === 0n) return false;
    const health = this.#healthOf(account, oracle);
    if (!this.#below(health, ONE)) return false;
    const before = this.#health.get(account);
    if (before === undefined || !before.isBelow(ONE)) return true;
    if (!health.isBelow(before)) return false;
    return this.#below(health, before);
  }

  #healthOf({ collateral, debt, market }: Account, prices: readonly Fraction[]): Fraction {
    const { threshold } = this.#parts.markets[market] ?? { threshold: { numerator: 0n, denominator: 1n } };
    const limit = worth(collateral, prices).times(new Fraction(threshold.numerator, threshold.denominator));
    return limit.over(worth(debt, prices));
  }

  #rules({ market }: Account): { bonus: Fraction; closeFactor: Fraction } {
    const terms = this.#parts.markets[market];
    const exact = (of: { numerator: bigint; denominator: bigint } | undefined) =>
      new Fraction(of?.numerator ?? 0n, of?.denominator ?? 1n);
    return { bonus: exact(terms?.bonus), closeFactor: exact(terms?.closeFactor) };
  }

  #below(a: Fraction, b: Fraction): boolean {
    this.#note(a, b);
    return a.isBelow(b);
  }

  /** Remembers how close two numbers are; two zeros are no matter of rounding. */
  #note(a: Fraction, b: Fraction): void {
    const gap = Math.abs(a.minus(b).toNumber());
    const size = Math.max(Math.abs(a.toNumber()), Math.abs(b.toNumber()));
    if (size > 0) this.closest = Math.min(this.closest, gap / size);
  }
}

function worth(legs: readonly Leg[], prices: readonly Fraction[]): Fraction {
  return legs.reduce((sum, { factor, amount }) => sum.plus(amount.times(prices[factor] ?? ZERO)), ZERO);
}
