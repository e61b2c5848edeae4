import { type EquityLines, equityLines } from "./equity-lines.ts";
import { type LossGroups, lossGroups, type PooledHolding } from "./loss-groups.ts";
import type { StressBook } from "./stress-book.ts";

/** Loss and resources of a book under a scenario, US dollars. */
export type Judgement = {
  /** Σ max(0, −equity) over all accounts and perpetuals. */
  readonly totalLoss: number;
  /** What is left of it after the layers that pay for one market alone. */
  readonly loss: number;
  /** Capital of the layers that pay for every market. */
  readonly resources: number;
};

/** Values a whole book under any change of its prices, in one pass. A book breaks where `loss > resources`. */
export class BookJudge {
  readonly lines: EquityLines;
  readonly groups: LossGroups;
  readonly #losses: Float64Array;
  readonly #multipliers: Float64Array;

  constructor(book: StressBook) {
    this.lines = equityLines(book);
    this.groups = lossGroups(book);
    this.#losses = new Float64Array(this.groups.own.length);
    this.#multipliers = new Float64Array(this.lines.constant + 1).fill(1);
  }

  /**
   * Judges one scenario.
   *
   * @param multipliers - Price after over price before of each factor by index, 0 or more; 1 for those left out.
   * @param runOff - Part of the withdrawable capital that is gone, 0 to 1.
   */
  judge(multipliers: ArrayLike<number>, runOff = 0): Judgement {
    const { start, factor, worth, market, constant } = this.lines;
    const [losses, applied] = [this.#losses.fill(0), this.#multipliers];
    for (let f = 0; f < constant; f++) applied[f] = multipliers[f] ?? 1;
    for (let i = 0; i < market.length; i++) {
      let equity = 0;
      const end = start[i + 1] as number;
      for (let part = start[i] as number; part < end; part++) {
        equity += (worth[part] as number) * (applied[factor[part] as number] as number);
      }
      if (equity >= 0) continue;
      const group = this.groups.groupOf[market[i] as number] ?? 0;
      losses[group] = (losses[group] as number) - equity;
    }
    const { own, shared } = this.groups;
    let [totalLoss, loss] = [0, 0];
    losses.forEach((amount, group) => {
      totalLoss += amount;
      loss += Math.max(0, amount - pooledWorth(own[group] ?? [], applied, runOff));
    });
    return { totalLoss, loss, resources: pooledWorth(shared, applied, runOff) };
  }
}

/** Worth of pooled capital after prices moved and providers withdrew. */
export function pooledWorth(
  holdings: readonly PooledHolding[],
  multipliers: ArrayLike<number>,
  runOff: number,
): number {
  return holdings.reduce(
    (sum, { factor, worth, isWithdrawable }) =>
      sum + worth * (multipliers[factor] ?? 1) * (isWithdrawable ? 1 - runOff : 1),
    0,
  );
}
