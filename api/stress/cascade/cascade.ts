import { InvalidRequestError } from "../../domain/errors.ts";
import type { MetricDefinition } from "../../domain/metric-definition.ts";
import type { LossCurve } from "./loss-curve.ts";
import type { PriceImpact } from "./price-impact.ts";
import type { SupplyCurve } from "./supply-curve.ts";

/** Definition of the liquidation cascade. */
export const CASCADE: MetricDefinition = {
  id: "cascade",
  title: "Liquidation cascade",
  formula:
    "p* = greatest p with p = p₀(1 − s)(1 − I(Q(p))); Q(p) = Σ collateral forcibly sold at p, I = fall of the price when Q is sold; " +
    "amplification = (1 − p*/p₀)/s; gain κ = p₀(1 − s) · (I(Q(p*(1 − δ))) − I(Q(p*))) / (δ p*), δ = 1 %",
  unit: "US dollars; amplification and gain are fractions",
  edgeCases: [
    "Without shock nothing moves unless positions can be liquidated already; amplification is then NOT_APPLICABLE.",
    "No depth is given: the ledger holds none, so the fixed point is NO_DATA; what would be sold at each price is still told.",
    "κ of 1 or more: each sale causes more than itself, the fall runs away until no position is left.",
    "Positions that gain by the fall (they owe the asset) are not in Q.",
    "A fall to zero sells everything at nothing: p* is 0.",
  ],
  sources: [
    "metrics.md M-28",
    "Tarski (1955): a non-decreasing map that is iterated from above reaches its greatest fixed point",
    "Qin et al., An empirical study of DeFi liquidations (2021): sensitivity to price declines",
  ],
  since: "1.2.0",
};

/** What the cascade of one asset is computed from. */
export type CascadeInput = {
  readonly supply: SupplyCurve;
  readonly losses: LossCurve;
  readonly impact: PriceImpact;
  /** Price before the shock, above 0. */
  readonly price: number;
  /** Fall of the price before any sale, 0 to 1. */
  readonly shock: number;
};

/** Where the price comes to rest. */
export type Cascade = {
  /** p₀(1 − s). */
  readonly shockedPrice: number;
  /** p*. */
  readonly price: number;
  /** Whole units sold at p*. */
  readonly units: number;
  /** In the currency of the price. */
  readonly badDebt: number;
  /** (1 − p*\/p₀)/s; null without a shock. */
  readonly amplification: number | null;
  /** κ at p*: fall caused by the sales that a further fall of one part causes. */
  readonly gain: number;
  /** Times that the map was applied. */
  readonly iterations: number;
  /** False when the price was still falling by more than a part in 10^12 after the last iteration. */
  readonly hasConverged: boolean;
};

const MOST_ITERATIONS = 100_000;
const TOLERANCE = 1e-12;
/** Part of the price by which it falls further when the gain is measured. */
const GAIN_WIDTH = 0.01;

/**
 * Finds where the price comes to rest when what is liquidated is sold: the greatest fixed point, by iteration from above.
 * Exact after at most one step per critical price where sales are all or nothing.
 *
 * @throws {InvalidRequestError} when the price or the shock is out of range.
 * @see CASCADE
 */
export function cascade({ supply, losses, impact, price: before, shock }: CascadeInput): Cascade {
  if (!(before > 0 && Number.isFinite(before) && shock >= 0 && shock <= 1)) {
    throw new InvalidRequestError(
      `Expected a price above 0 and a shock from 0 to 1, got ${before} and ${shock}.`,
    );
  }
  const shockedPrice = before * (1 - shock);
  const { price, iterations, fall } = greatestFixedPoint(supply, impact, shockedPrice);
  return {
    shockedPrice,
    price,
    units: supply.units(price),
    badDebt: losses.loss(price),
    amplification: shock === 0 ? null : (1 - price / before) / shock,
    gain: cascadeGain({ supply, impact, shockedPrice }, price),
    iterations,
    hasConverged: fall <= TOLERANCE * before,
  };
}

/** Iterates the map from the price before any sale downwards; `fall` is that of the last step. */
export function greatestFixedPoint(supply: SupplyCurve, impact: PriceImpact, shockedPrice: number) {
  let [price, iterations] = [shockedPrice, 0];
  let fall = Number.POSITIVE_INFINITY;
  while (fall > 0 && iterations < MOST_ITERATIONS) {
    const after = Math.min(price, shockedPrice * (1 - impact.fall(supply.units(price))));
    fall = price - after;
    price = after;
    iterations += 1;
  }
  return { price, iterations, fall };
}

/** Fall of the price that the sales of a further fall cause, over that fall: κ. Zero at a price of zero. */
function cascadeGain(
  { supply, impact, shockedPrice }: Pick<CascadeInput, "supply" | "impact"> & Pick<Cascade, "shockedPrice">,
  price: number,
): number {
  if (price <= 0) return 0;
  const fallAt = (at: number) => impact.fall(supply.units(at));
  return (shockedPrice * (fallAt(price * (1 - GAIN_WIDTH)) - fallAt(price))) / (GAIN_WIDTH * price);
}
