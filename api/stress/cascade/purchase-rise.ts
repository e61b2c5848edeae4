import { type ImpactModel, priceImpact } from "./price-impact.ts";

/** Price of an asset after units of it were bought, over that before: 1 or more, never decreasing, infinite where none is left. */
export type PurchaseRise = (units: number) => number;

const MILLION = 1e6;

/**
 * Makes the rise of a price by purchases. A constant-product pool is exact: y'/x' with x' = x − q and the payment, less
 * its fee, that keeps the product. The other laws rise by the fraction by which they fall when the same is sold.
 *
 * @param depth - Factor on the liquidity of the model, above 0.
 * @throws {InvalidRequestError} when a number of the model is out of range.
 * @example purchaseRise({ kind: "CONSTANT_PRODUCT", reserve: 1000, feePpm: 0 })(200) // 1.5625
 */
export function purchaseRise(model: ImpactModel, depth = 1): PurchaseRise {
  const { fall } = priceImpact(model, depth);
  if (model.kind !== "CONSTANT_PRODUCT") return (units) => 1 + fall(units);
  const reserve = model.reserve * depth;
  const kept = 1 - model.feePpm / MILLION;
  return (units) => {
    const left = reserve - units;
    return left <= 0 ? Number.POSITIVE_INFINITY : (1 + units / (left * kept)) * (reserve / left);
  };
}
