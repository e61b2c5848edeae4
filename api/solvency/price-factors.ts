import { type Rational, rational } from "../domain/rational.ts";
import { multiplyWorth, sumWorths, type Worth } from "../domain/worth.ts";

/** What the price of an asset does when that of a factor moves by one part: 1 moves alike, 0 not at all. */
export type Beta = {
  readonly asset: string;
  /** Id of the asset whose price is the factor. */
  readonly factor: string;
  /** Any sign; its denominator is a power of ten. */
  readonly beta: Rational;
};

/** Worth of one asset, or of a hedge in it, signed. */
export type AssetWorth = { readonly asset: string; readonly worth: Worth };

/** How much is gained when a factor's price rises by its whole worth, signed. */
export type FactorDelta = { readonly factor: string; readonly delta: Worth };

/** What moves what. */
export type BetaRule = {
  readonly betas: readonly Beta[];
  /** Assets in which the liabilities are counted: their own price moves both sides, so they are no factor by themselves. */
  readonly money: readonly string[];
  readonly unit: string;
};

const ZERO = rational(0n);
const ONE = rational(1n);

/** Adds what each factor moves: Δ_f = Σ worth × β, by id of the factor. A factor that moves nothing is left out. */
export function factorDeltas(worths: readonly AssetWorth[], rule: BetaRule): FactorDelta[] {
  const factors = new Set([...worths.map(({ asset }) => asset), ...rule.betas.map(({ factor }) => factor)]);
  return [...factors].sort().flatMap((factor) => {
    const moved = worths.flatMap(({ asset, worth }) => {
      const beta = betaOf(asset, factor, rule);
      return beta.numerator === 0n ? [] : [multiplyWorth(worth, beta)];
    });
    return moved.length === 0 ? [] : [{ factor, delta: sumWorths(moved, rule.unit, "assets") }];
  });
}

function betaOf(asset: string, factor: string, { betas, money }: BetaRule): Rational {
  const given = betas.find((one) => one.asset === asset && one.factor === factor);
  if (given !== undefined) return given.beta;
  return asset === factor && !money.includes(asset) ? ONE : ZERO;
}
