import { PriceSteps, RunningSums } from "./running-sums.ts";

/** What one account lacks at a price p of one asset: max(0, netDebt − equityUnits · p). */
export type LossLine = {
  /** Units of the asset that it pledges less those that it owes, signed. */
  readonly equityUnits: number;
  /** What it owes in other assets less what it pledges of them, in the currency of the price, signed. */
  readonly netDebt: number;
};

/** What all accounts lack at each price. */
export type LossCurve = {
  /** Σ max(0, netDebt − equityUnits · p), never negative. */
  readonly loss: (price: number) => number;
  /** Prices above 0 at which an account becomes or ceases to be bankrupt, highest first. */
  readonly criticalPrices: readonly number[];
};

/**
 * Makes the loss of a set of accounts as a function of one price.
 *
 * @example lossCurve([{ equityUnits: 10, netDebt: 1400 }]).loss(100) // 400
 */
export function lossCurve(lines: readonly LossLine[]): LossCurve {
  const [long, short] = [new PriceSteps(), new PriceSteps()];
  let [fixed, shortUnits, shortWorth] = [0, 0, 0];
  for (const { equityUnits, netDebt } of lines) {
    if (equityUnits > 0) long.add(netDebt / equityUnits, equityUnits, netDebt, 0);
    else if (equityUnits === 0) fixed += Math.max(0, netDebt);
    else {
      short.add(netDebt / equityUnits, equityUnits, netDebt, 0);
      shortUnits += equityUnits;
      shortWorth += netDebt;
    }
  }
  const [bankrupt, relieved] = [new RunningSums(long), new RunningSums(short)];
  return {
    loss: (price) => {
      const fallen = bankrupt.above(price);
      const saved = relieved.above(price);
      const ofLong = Math.max(0, fallen.worth - fallen.units * price);
      const ofShort = Math.max(0, shortWorth - saved.worth - (shortUnits - saved.units) * price);
      return fixed + ofLong + ofShort;
    },
    criticalPrices: [...new Set([...bankrupt.prices, ...relieved.prices])]
      .filter((price) => price > 0)
      .sort((a, b) => b - a),
  };
}
