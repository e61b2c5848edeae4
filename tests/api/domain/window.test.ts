import { describe, expect, test } from "vitest";
import { ratio } from "../../../api/domain/ratio.ts";
import { overWindow, windowBefore, windowSeconds } from "../../../api/domain/window.ts";

const DAY = 86_400n;
const END = 1_000n * DAY;

describe("windowBefore", () => {
  test("default: whole days before the block", () => {
    const window = windowBefore(END, 90, 0n);
    expect(window).toEqual({ from: 910n * DAY, to: END, askedDays: 90, status: "OK", reason: null });
    expect(windowSeconds(window)).toBe(90n * DAY);
  });

  test("behavior: a ledger that begins exactly with the window covers it", () => {
    expect(windowBefore(END, 90, 910n * DAY).status).toBe("OK");
  });

  test("behavior: cut where the ledger begins, with the covered days rounded down to hundredths", () => {
    const window = windowBefore(END, 90, END - DAY - 30_000n);
    expect(window).toMatchObject({ from: END - DAY - 30_000n, status: "PARTIAL_COVERAGE" });
    expect(window.reason).toMatch(/^1\.34 of 90 days are covered/);
  });

  test("behavior: without any record nothing is covered", () => {
    expect(windowBefore(END, 90, null)).toMatchObject({ from: END, to: END, status: "NO_DATA" });
  });

  test.each([0, -1, 3651, 1.5, Number.NaN])("error: %s days", (days) => {
    expect(() => windowBefore(END, days, 0n)).toThrow("Expected windowDays from 1 to 3650");
  });
});

describe("overWindow", () => {
  const cut = windowBefore(END, 90, END - DAY);

  test("default: a ratio over a cut window keeps its value and says so", () => {
    const marked = overWindow(ratio(1n, 2n, "a / b"), cut);
    expect(marked).toMatchObject({ value: "0.5", status: "PARTIAL_COVERAGE", reason: cut.reason });
  });

  test("behavior: a worse status stays, a whole window changes nothing", () => {
    expect(overWindow(ratio(1n, 0n, "a / b"), cut).status).toBe("ZERO_DENOMINATOR");
    expect(overWindow(ratio(1n, 2n, "a / b"), windowBefore(END, 90, 0n)).status).toBe("OK");
  });
});
