import { type ImpactModel, type PriceImpact, priceImpact } from "../cascade/price-impact.ts";
import type { ReplayPlan } from "./replay-plan.ts";

/** Smallest depth that a model is asked with: none at all would be no market. */
const LEAST_DEPTH = 1e-9;

/** Market prices during a run: the scenario's, less what the sales of liquidations cost. */
export class MarketPath {
  /** Multiples of the block's prices in effect now, by factor. */
  readonly multiples: Float64Array;
  /** The same after each step, steps × factors. */
  readonly history: Float64Array;
  readonly #plan: ReplayPlan;
  /** Whole units sold whose depth has not come back, by factor. */
  readonly #used: Float64Array;
  readonly #impacts: (PriceImpact | null)[];
  readonly #hasImpact: boolean;
  #step = 0;

  constructor(plan: ReplayPlan, hasImpact: boolean) {
    this.#plan = plan;
    this.#hasImpact = hasImpact && plan.impacts.some((model) => model !== null);
    this.multiples = new Float64Array(plan.factors).fill(1);
    this.history = new Float64Array(plan.steps * plan.factors);
    this.#used = new Float64Array(plan.factors);
    this.#impacts = plan.impacts.map(() => null);
  }

  /** Goes to a step; a part of the depth that was used has come back. */
  enter(step: number): void {
    const { factors, impacts, depth, decay } = this.#plan;
    this.#step = step;
    if (this.#hasImpact) {
      for (const [factor, model] of impacts.entries()) {
        this.#used[factor] = (this.#used[factor] as number) * decay;
        this.#impacts[factor] = impactOf(model, depth[step * factors + factor] as number);
      }
    }
    this.#price();
  }

  /** Sells units, which lowers the prices of this step. */
  sell(units: Float64Array): void {
    if (!this.#hasImpact) return;
    for (let factor = 0; factor < units.length; factor++) {
      this.#used[factor] = (this.#used[factor] as number) + (units[factor] as number);
    }
    this.#price();
  }

  /** Ends a step. */
  leave(): void {
    this.history.set(this.multiples, this.#step * this.#plan.factors);
  }

  /** Part of a factor's price that sales have not taken, 1 where there were none. */
  #kept(factor: number): number {
    const impact = this.#impacts[factor];
    const used = this.#used[factor] as number;
    return impact === null || impact === undefined || used === 0 ? 1 : 1 - impact.fall(used);
  }

  #price(): void {
    const { factors, market, hidden } = this.#plan;
    const row = this.#step * factors;
    for (let factor = 0; factor < factors; factor++) {
      const given = (market[row + factor] as number) * (hidden[row + factor] as number);
      this.multiples[factor] = this.#hasImpact ? given * this.#kept(factor) : given;
    }
  }
}

function impactOf(model: ImpactModel | null, depth: number): PriceImpact | null {
  return model === null ? null : priceImpact(model, Math.max(depth, LEAST_DEPTH));
}
