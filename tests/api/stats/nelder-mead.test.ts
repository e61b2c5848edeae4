import { describe, expect, test } from "vitest";
import { nelderMead } from "../../../api/stats/nelder-mead.ts";

describe("nelderMead", () => {
  // Rosenbrock 1960: the minimum of 100(y − x²)² + (1 − x)² is 0 at (1, 1).
  test("behavior: finds the end of Rosenbrock's valley", () => {
    const valley = ([x = 0, y = 0]: readonly number[]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    const found = nelderMead(valley, { start: [-1.2, 1], steps: [0.5, 0.5], mostSteps: 2000 });
    expect(found.at[0]).toBeCloseTo(1, 5);
    expect(found.at[1]).toBeCloseTo(1, 5);
    expect(found.value).toBeLessThan(1e-12);
  });

  test("behavior: keeps away from where the function is not defined", () => {
    const found = nelderMead(([x = 0]) => (x <= 0 ? Number.POSITIVE_INFINITY : x - Math.log(x)), {
      start: [5],
      steps: [-3],
    });
    expect(found.at[0]).toBeCloseTo(1, 4);
    expect(found.converged).toBe(true);
  });

  test("behavior: without steps enough it says so", () => {
    expect(nelderMead(([x = 0]) => x * x, { start: [9], steps: [1], mostSteps: 3 }).converged).toBe(false);
  });
});
