import { type PriceStep, RunningSums } from "./running-sums.ts";

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
  const falling = new RunningSums(lines.filter(({ equityUnits }) => equityUnits > 0).map(stepOf));
  const rising = lines.filter(({ equityUnits }) => equityUnits < 0);
  const relieved = new RunningSums(rising.map(stepOf));
  const always = rising.reduce(joined, { units: 0, worth: 0 });
  const fixed = lines.reduce(
    (sum, { equityUnits, netDebt }) => (equityUnits === 0 ? sum + Math.max(0, netDebt) : sum),
    0,
  );
  return {
    loss: (price) => {
      const bankrupt = falling.above(price);
      const solvent = relieved.above(price);
      const long = Math.max(0, bankrupt.worth - bankrupt.units * price);
      const short = Math.max(0, always.worth - solvent.worth - (always.units - solvent.units) * price);
      return fixed + long + short;
    },
    criticalPrices: [...new Set([...falling.prices, ...relieved.prices])]
      .filter((price) => price > 0)
      .sort((a, b) => b - a),
  };
}

function stepOf({ equityUnits, netDebt }: LossLine): PriceStep {
  return { price: netDebt / equityUnits, units: equityUnits, worth: netDebt, open: 0 };
}

function joined(sum: { units: number; worth: number }, { equityUnits, netDebt }: LossLine) {
  return { units: sum.units + equityUnits, worth: sum.worth + netDebt };
}
