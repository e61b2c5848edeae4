import type { StressBook } from "../book/stress-book.ts";
import type { AccountKernel, Liquidations } from "./account-kernel.ts";
import { MarketPath } from "./market-path.ts";
import { OraclePath } from "./oracle-path.ts";
import type { ReplayPlan, ReplaySwitches } from "./replay-plan.ts";

/** What happened in one run, step by step; money in US dollars at the market prices of the step. */
export type PathRecord = {
  /** Market price of each factor as a multiple of the block's, steps × factors. */
  readonly market: Float64Array;
  /** Debt that lost its collateral, steps × markets. */
  readonly losses: Float64Array;
  /** Debt of open accounts beyond their collateral, steps × markets. */
  readonly latent: Float64Array;
  /** The same at the book's block, by market. */
  readonly latentAtStart: Float64Array;
  /** Debt repaid by liquidators. */
  readonly repaid: Float64Array;
  /** Number of liquidations. */
  readonly counts: Int32Array;
  /** Accounts that nobody has liquidated. */
  readonly untouched: number;
};

/** Rounds within one step after which the rest waits for the next one. */
const MOST_ROUNDS = 10_000;
/** Part of all that was repaid in a step below which a further round changes nothing that counts. */
const NEGLIGIBLE = 1e-15;
/** Steps between two reports of progress. */
const STEPS_A_REPORT = 64;

/** What a run is made with; the kernel is fresh. */
export type PathRun = {
  readonly book: StressBook;
  readonly plan: ReplayPlan;
  readonly kernel: AccountKernel;
  readonly switches: ReplaySwitches;
  /** Told the share that is done, 0 to 1. */
  readonly onProgress?: (done: number) => void;
};

/**
 * Plays a plan: in each step the market moves, the oracle follows by its rule, keepers liquidate what they may, their sales
 * move the market, and again until nothing more happens.
 */
export function runPath(run: PathRun): PathRecord {
  const { book, plan, switches, kernel } = run;
  const { steps } = plan;
  const markets = book.markets.length;
  const market = new MarketPath(plan, switches.cascade);
  const faces = book.factors.map(({ isFaceValue }) => isFaceValue);
  const oracle = new OraclePath(plan, market, faces, switches.oracle);
  const prices = new PriceTables(book);
  const record: PathRecord = {
    market: market.history,
    losses: new Float64Array(steps * markets),
    latent: new Float64Array(steps * markets),
    latentAtStart: new Float64Array(markets),
    repaid: new Float64Array(steps),
    counts: new Int32Array(steps),
    untouched: 0,
  };
  const told = noLiquidations(run);
  const latent = new Float64Array(markets);
  kernel.addLatent(prices.market, record.latentAtStart);
  let nextChange = 0;
  for (let step = 0; step < steps; step++) {
    for (; plan.changes[nextChange]?.step === step; nextChange++) {
      const change = plan.changes[nextChange];
      if (change !== undefined) kernel.setTerm(change);
    }
    market.enter(step);
    begin(told, run, step);
    settle(run, { market, oracle, prices }, told);
    market.leave();
    record.losses.set(told.losses, step * markets);
    record.repaid[step] = told.repaid;
    record.counts[step] = told.count;
    kernel.addLatent(prices.market, latent.fill(0));
    record.latent.set(latent, step * markets);
    if (step % STEPS_A_REPORT === 0) run.onProgress?.(step / steps);
  }
  return { ...record, untouched: kernel.untouched() };
}

type Paths = { readonly market: MarketPath; readonly oracle: OraclePath; readonly prices: PriceTables };

function noLiquidations({ plan, book, switches }: PathRun): Liquidations {
  return {
    ...{ step: 0, delaySteps: plan.delaySteps, auctionSteps: plan.auctionSteps, count: 0, repaid: 0 },
    ...{ budget: 0, gas: switches.cascade ? plan.gasPerLiquidation : 0 },
    units: new Float64Array(plan.factors),
    losses: new Float64Array(book.markets.length),
  };
}

/** Forgets the step before. */
function begin(told: Liquidations, { plan, switches }: PathRun, step: number): void {
  told.step = step;
  told.count = 0;
  told.repaid = 0;
  told.budget = switches.cascade && plan.budget !== null ? plan.budget : Number.POSITIVE_INFINITY;
  told.units.fill(0);
  told.losses.fill(0);
}

/** Rounds of liquidations and sales within a step, until nothing more happens. */
function settle(
  { plan, kernel, switches }: PathRun,
  { market, oracle, prices }: Paths,
  told: Liquidations,
): void {
  const { step } = told;
  oracle.look(step);
  prices.update(oracle.multiples, market.multiples);
  if (switches.cascade && plan.absent[step] === 1) return;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { count, repaid } = told;
    kernel.liquidate(prices, told);
    if (told.count === count && told.repaid === repaid) break;
    market.sell(told.units);
    told.units.fill(0);
    oracle.look(step);
    prices.update(oracle.multiples, market.multiples);
    if (told.repaid - repaid <= NEGLIGIBLE * told.repaid) break;
  }
}

/** Prices in dollars of one step, oracle's and market's. */
class PriceTables {
  readonly oracle: Float64Array;
  readonly market: Float64Array;
  readonly #start: Float64Array;

  constructor({ factors }: StressBook) {
    this.#start = Float64Array.from(factors, ({ price }) => price ?? 0);
    this.oracle = this.#start.slice();
    this.market = this.#start.slice();
  }

  update(oracle: Float64Array, market: Float64Array): void {
    for (let factor = 0; factor < oracle.length; factor++) {
      const start = this.#start[factor] as number;
      this.oracle[factor] = start * (oracle[factor] as number);
      this.market[factor] = start * (market[factor] as number);
    }
  }
}
