import { describe, expect, test } from "vitest";
import { empiricalFailure } from "../../../../api/stress/default/empirical-failure.ts";
import { expectRelative } from "../../stats/expect-relative.ts";

describe("empiricalFailure", () => {
  // SciPy 1.10.1, beta.ppf: 10 of 250 and 0 of 365.
  test("behavior: daily windows are those of Clopper and Pearson", () => {
    const ten = empiricalFailure({ failures: 10, windows: 250, days: 1 }, 0.95);
    expect(ten).toMatchObject({ value: 0.04, n: 250, effectiveN: 250, status: "OK" });
    expectRelative(ten.interval?.lower ?? null, 0.01934549850526453, 1e-12);
    expectRelative(ten.interval?.upper ?? null, 0.0723293554903805, 1e-12);
    const none = empiricalFailure({ failures: 0, windows: 365, days: 1 }, 0.95);
    expectRelative(none.interval?.upper ?? null, 0.010055619804412953, 1e-12);
  });

  // 1 − 0.025^(10/365) = 0.0961..., by Python.
  test("behavior: ten-day windows that overlap count a tenth", () => {
    const none = empiricalFailure({ failures: 0, windows: 365, days: 10 }, 0.95);
    expect(none.effectiveN).toBe(36.5);
    expectRelative(none.interval?.upper ?? null, 1 - 0.025 ** (10 / 365), 1e-12);
    expect(empiricalFailure({ failures: 20, windows: 20, days: 10 }, 0.95).interval?.upper).toBe(1);
  });

  test("behavior: no window, or less than one that is independent", () => {
    expect(empiricalFailure({ failures: 0, windows: 0, days: 1 }, 0.95).status).toBe("NO_DATA");
    expect(empiricalFailure({ failures: 0, windows: 9, days: 10 }, 0.95).status).toBe("INSUFFICIENT_DATA");
  });
});
