import { expect } from "vitest";

/** Expects `actual` within `tolerance` of `expected`, relative to it; an expected 0 must be met to the tolerance itself. */
export function expectRelative(actual: number | null, expected: number, tolerance: number): void {
  expect(actual).not.toBeNull();
  const scale = expected === 0 ? 1 : Math.abs(expected);
  const error = Math.abs((actual as number) - expected) / scale;
  expect(error, `got ${actual}, expected ${expected}`).toBeLessThanOrEqual(tolerance);
}
