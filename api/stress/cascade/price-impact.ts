import { InvalidRequestError } from "../../domain/errors.ts";

/** How far the price of an asset falls when units of it are sold; plain data, so that it can be handed to a worker. */
export type ImpactModel =
  /** The price falls by `perUnit` for each unit sold, never by more than `most`. */
  | { readonly kind: "LINEAR"; readonly perUnit: number; readonly most: number }
  /** Spot price of a constant-product pool after the sale; `feePpm` in millionths stays in the pool. */
  | { readonly kind: "CONSTANT_PRODUCT"; readonly reserve: number; readonly feePpm: number }
  /** Y · σ · √(units / volume), σ of one day as a fraction, volume of one day in units. */
  | {
      readonly kind: "SQUARE_ROOT";
      readonly scale: number;
      readonly dailyVolatility: number;
      readonly dailyVolume: number;
    }
  /** Straight lines between points, flat after the last; (0, 0) is implied. */
  | { readonly kind: "CURVE"; readonly points: readonly DepthPoint[] };

/** After `units` were sold the price has fallen by the fraction `fall`. */
export type DepthPoint = { readonly units: number; readonly fall: number };

/** A price impact. */
export type PriceImpact = {
  /** Fraction by which the price has fallen after `units` were sold; in [0, 1], never decreasing. */
  readonly fall: (units: number) => number;
};

/** Largest fall of the square-root law, which knows no bound of its own. */
const MOST = 0.99;
const MILLION = 1e6;

/**
 * Makes the impact function of a model.
 *
 * @param depth - Factor on the liquidity of the model, above 0; 0.5 means that half as many units move the price alike.
 * @throws {InvalidRequestError} when a number of the model is out of range.
 * @see Bouchaud, Farmer, Lillo, How markets slowly digest changes in supply and demand (2009), square-root law
 * @example priceImpact({ kind: "LINEAR", perUnit: 0.002, most: 0.99 }).fall(30) // 0.06
 */
export function priceImpact(model: ImpactModel, depth = 1): PriceImpact {
  requirePositive("depth", depth);
  const fall = fallOf(model);
  return { fall: (units) => fall(units / depth) };
}

function fallOf(model: ImpactModel): PriceImpact["fall"] {
  if (model.kind === "LINEAR") return linear(model.perUnit, model.most);
  if (model.kind === "CONSTANT_PRODUCT") return constantProduct(model.reserve, model.feePpm / MILLION);
  if (model.kind === "SQUARE_ROOT") return squareRoot(model);
  return depthCurve(model.points);
}

function linear(perUnit: number, most: number): PriceImpact["fall"] {
  if (!(perUnit >= 0 && Number.isFinite(perUnit) && most >= 0 && most <= 1)) {
    throw new InvalidRequestError(`Expected perUnit >= 0 and most from 0 to 1, got ${perUnit} and ${most}.`);
  }
  return (units) => Math.min(perUnit * units, most);
}

/** Spot price after the sale over the one before: x² / ((x + q(1 − f))(x + q)). */
function constantProduct(reserve: number, fee: number): PriceImpact["fall"] {
  requirePositive("reserve", reserve);
  if (!(fee >= 0 && fee < 1)) {
    throw new InvalidRequestError(`Expected feePpm from 0 to 999999, got ${fee * MILLION}.`);
  }
  return (units) => 1 - (reserve / (reserve + units * (1 - fee))) * (reserve / (reserve + units));
}

function squareRoot(model: Extract<ImpactModel, { kind: "SQUARE_ROOT" }>): PriceImpact["fall"] {
  requirePositive("scale", model.scale);
  requirePositive("dailyVolatility", model.dailyVolatility);
  requirePositive("dailyVolume", model.dailyVolume);
  const factor = (model.scale * model.dailyVolatility) / Math.sqrt(model.dailyVolume);
  return (units) => Math.min(MOST, factor * Math.sqrt(units));
}

function depthCurve(given: readonly DepthPoint[]): PriceImpact["fall"] {
  const points = [{ units: 0, fall: 0 }, ...given];
  for (const [at, point] of points.entries()) {
    const before = points[at - 1];
    const isInOrder = before === undefined || (point.units > before.units && point.fall >= before.fall);
    if (isInOrder && point.fall <= 1 && Number.isFinite(point.units)) continue;
    throw new InvalidRequestError(
      `Expected depth points with rising units and falls up to 1 that never decrease, got ${point.units} and ${point.fall}.`,
    );
  }
  return (units) => onCurve(points, units);
}

function onCurve(points: readonly DepthPoint[], units: number): number {
  const next = points.findIndex((point) => point.units > units);
  const to = points[next];
  const from = points[next === -1 ? points.length - 1 : next - 1] ?? { units: 0, fall: 0 };
  if (to === undefined) return from.fall;
  return from.fall + ((to.fall - from.fall) / (to.units - from.units)) * (units - from.units);
}

function requirePositive(name: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new InvalidRequestError(`Expected ${name} above 0, got ${value}.`);
}
