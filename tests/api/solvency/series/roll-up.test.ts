import { describe, expect, test } from "vitest";
import { scaled, toDecimal } from "../../../../api/domain/rational.ts";
import { knownWorth, missingWorth, type Worth } from "../../../../api/domain/worth.ts";
import { type HeldRollUp, HeldValues } from "../../../../api/solvency/series/roll-up.ts";

const STALE = missingWorth("USD", "STALE_INPUT", "Too old.");

function worth(cents: bigint): Worth {
  return knownWorth(scaled(cents, 2), "USD");
}

function rolledUp(kind: HeldRollUp, held: readonly (readonly [Worth, bigint])[]) {
  const values = new HeldValues(kind, "USD");
  for (const [value, seconds] of held) values.add(value, seconds);
  const { amount, status, reason } = values.result();
  return { value: amount && toDecimal(amount), status, reason };
}

describe("HeldValues", () => {
  // By hand: (1.50 × 20 + 3.00 × 10) / 30 = 2.
  const HELD = [
    [worth(150n), 20n],
    [worth(300n), 10n],
  ] as const;

  test.each([
    ["TWAP", "2"],
    ["MIN", "1.5"],
    ["MAX", "3"],
  ] as const)("behavior: %s is %s", (kind, value) => {
    expect(rolledUp(kind, HELD)).toEqual({ value, status: "OK", reason: null });
  });

  test("behavior: what held for no second counts for nothing", () => {
    expect(rolledUp("MAX", [...HELD, [worth(900n), 0n]]).value).toBe("3");
  });

  test("behavior: unknown seconds are left out of the mean and named", () => {
    expect(rolledUp("TWAP", [...HELD, [STALE, 70n]])).toEqual({
      value: "2",
      status: "PARTIAL_COVERAGE",
      reason: "The value is not known in full during 70 of 100 s; at first: Too old.",
    });
  });

  test("behavior: a value that leaves something out counts, and is named", () => {
    const partial: Worth = { ...worth(300n), status: "PARTIAL_COVERAGE", reason: "One is missing." };
    expect(
      rolledUp("MAX", [
        [worth(100n), 1n],
        [partial, 1n],
      ]),
    ).toMatchObject({
      value: "3",
      status: "PARTIAL_COVERAGE",
    });
  });

  test("behavior: never known", () => {
    expect(rolledUp("TWAP", [[STALE, 5n]])).toEqual({
      value: null,
      status: "STALE_INPUT",
      reason: "Too old.",
    });
    expect(rolledUp("TWAP", []).status).toBe("NO_DATA");
  });
});
