import type { MarketPath } from "./market-path.ts";
import type { ReplayPlan } from "./replay-plan.ts";

/** Prices as the contracts see them during a run. */
export class OraclePath {
  /** Multiples of the block's prices that are in effect now, by factor. */
  readonly multiples: Float64Array;
  readonly #plan: ReplayPlan;
  readonly #market: MarketPath;
  readonly #isFaceValue: readonly boolean[];
  readonly #isRuled: boolean;
  /** What each feed answered last, before any error in it. */
  readonly #answers: Float64Array;
  readonly #answeredAt: Int32Array;

  /**
   * @param isFaceValue - By factor: whether contracts count one unit as one dollar whatever the market says.
   * @param isRuled - False for oracles that always tell the market price.
   */
  constructor(plan: ReplayPlan, market: MarketPath, isFaceValue: readonly boolean[], isRuled: boolean) {
    this.#plan = plan;
    this.#market = market;
    this.#isFaceValue = isFaceValue;
    this.#isRuled = isRuled;
    this.multiples = new Float64Array(plan.factors).fill(1);
    this.#answers = new Float64Array(plan.factors).fill(1);
    this.#answeredAt = new Int32Array(plan.factors).fill(-1);
  }

  /** Lets the feeds answer; may be asked again within a step, after the market has moved. */
  look(step: number): void {
    const { factors, misprice } = this.#plan;
    for (let factor = 0; factor < factors; factor++) {
      if (!this.#isRuled) {
        this.multiples[factor] = this.#isFaceValue[factor] ? 1 : (this.#market.multiples[factor] as number);
        continue;
      }
      if (!this.#isFaceValue[factor]) this.#answer(step, factor);
      this.multiples[factor] =
        (this.#answers[factor] as number) * (misprice[step * factors + factor] as number);
    }
  }

  #answer(step: number, factor: number): void {
    const { stale, factors, heartbeatSteps, deviation } = this.#plan;
    if (stale[step * factors + factor] === 1) return;
    const seen = this.#seen(step, factor);
    const last = this.#answers[factor] as number;
    const isDue = heartbeatSteps !== null && step - (this.#answeredAt[factor] as number) >= heartbeatSteps;
    if (!isDue && Math.abs(seen - last) < deviation * last) return;
    this.#answers[factor] = seen;
    this.#answeredAt[factor] = step;
  }

  /** The market as it was when the oracle looked, without what oracles do not see; today's price before the first step. */
  #seen(step: number, factor: number): number {
    const { factors, lagSteps, hidden } = this.#plan;
    const from = step - lagSteps;
    if (from < 0) return 1;
    const row = from * factors + factor;
    const price = lagSteps === 0 ? this.#market.multiples[factor] : this.#market.history[row];
    const unseen = hidden[row] as number;
    return unseen > 0 ? (price as number) / unseen : this.#withoutHidden(row);
  }

  /** Where the market is worth nothing because of what oracles do not see, they tell the rest of the path. */
  #withoutHidden(row: number): number {
    return this.#plan.market[row] as number;
  }
}
