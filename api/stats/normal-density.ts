import { exponentialOfSquare } from "./exponential-of-square.ts";

/**
 * Returns the standard normal density e^(-z²/2)/√(2π).
 *
 * @example normalDensity(0) // 0.3989422804014327
 */
export function normalDensity(z: number): number {
  return exponentialOfSquare(-0.5, z) / Math.sqrt(2 * Math.PI);
}
