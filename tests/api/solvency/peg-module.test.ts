import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaled } from "../../../api/domain/rational.ts";
import type { Holding } from "../../../api/solvency/book.ts";
import { type PegModuleFacts, pegModule } from "../../../api/solvency/peg-module.ts";
import { madeHolding } from "../../support/made-book.ts";

const USDC = 10n ** 6n;

function module(balance: bigint, backstop: Partial<Holding["backstop"]> = {}): Holding {
  return madeHolding({ id: "psm", kind: "PEG_STABILITY_MODULE", ...backstop }, { usdc: { balance } });
}

/** 201 hours; 1, 2, ... 20 dollars were taken in twenty of them. */
const FACTS: PegModuleFacts = {
  ceiling: { name: "line", amount: scaled(400n * 10n ** 45n, 45), setAt: 1n },
  decimalsOf: () => 6,
  outflowsOf: () => ({
    hours: 201,
    amounts: Array.from({ length: 20 }, (_, i) => BigInt(i + 1) * USDC),
  }),
};

describe("pegModule", () => {
  // By hand: 100 of 400; Hyndman-Fan type 7 takes rank 200 × 0.95 + 1 = 191 of 201 hours, 181 of which are zero: the 10th
  // amount, 10 dollars; 100 / 10 = 10 hours.
  test("default", () => {
    const { reserves, utilisation } = pegModule(module(100n * USDC), FACTS);
    expect(utilisation).toMatchObject({ value: "0.25", numerator: "100", denominator: "400", status: "OK" });
    expect(reserves[0]).toMatchObject({
      capacityOut: { raw: 100n * USDC, status: "OK" },
      outflow95: { value: 10, n: 201, status: "OK" },
      drainTime: { value: 10, n: 201, status: "OK" },
    });
  });

  test("behavior: a reserve of which not all flows are known has neither capacity nor utilisation", () => {
    const { reserves, utilisation } = pegModule(module(100n, { balanceSource: "PARTIAL" }), FACTS);
    expect(utilisation).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
    expect(reserves[0]).toMatchObject({
      capacityOut: { raw: null, status: "PARTIAL_COVERAGE" },
      drainTime: { value: null, status: "PARTIAL_COVERAGE" },
    });
  });

  test("behavior: a disabled module gives nothing, and is drained at once", () => {
    const [reserve] = pegModule(module(100n * USDC, { status: "DISABLED" }), FACTS).reserves;
    expect(reserve).toMatchObject({ capacityOut: { raw: 0n }, drainTime: { value: 0, status: "OK" } });
  });

  test.each<[string, Partial<PegModuleFacts>, string]>([
    ["few hours", { outflowsOf: () => ({ hours: 199, amounts: [] }) }, "INSUFFICIENT_DATA"],
    ["no hours", { outflowsOf: () => ({ hours: 0, amounts: [] }) }, "NO_DATA"],
    ["quiet hours", { outflowsOf: () => ({ hours: 300, amounts: [USDC] }) }, "NOT_APPLICABLE"],
    ["unknown decimals", { decimalsOf: () => null }, "NO_DATA"],
  ])("behavior: no drain time with %s", (_, facts, status) => {
    const [reserve] = pegModule(module(USDC), { ...FACTS, ...facts }).reserves;
    expect(reserve?.drainTime).toMatchObject({ value: null, status });
  });

  test("behavior: no utilisation without a ceiling, or of a ceiling of zero", () => {
    const none = pegModule(module(USDC), { ...FACTS, ceiling: null });
    expect(none.utilisation).toMatchObject({ value: null, status: "NO_DATA" });
    const ceiling = { name: "line", amount: scaled(0n, 45), setAt: 1n };
    expect(pegModule(module(USDC), { ...FACTS, ceiling }).utilisation.status).toBe("ZERO_DENOMINATOR");
  });

  test("behavior: decimals of the reserve change neither utilisation nor drain time; more reserve is never drained sooner", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 12 }), (balance, more, k) => {
        const scale = 10n ** BigInt(k);
        const plain = pegModule(module(balance), FACTS);
        const finer = pegModule(module(balance * scale), {
          ...FACTS,
          decimalsOf: () => 6 + k,
          outflowsOf: () => ({ hours: 201, amounts: FACTS.outflowsOf("").amounts.map((raw) => raw * scale) }),
        });
        expect(finer.utilisation.value).toBe(plain.utilisation.value);
        const hours = plain.reserves[0]?.drainTime.value as number;
        expect(finer.reserves[0]?.drainTime.value).toBeCloseTo(hours, 6);
        const larger = pegModule(module(balance + more), FACTS).reserves[0]?.drainTime.value as number;
        expect(larger).toBeGreaterThanOrEqual(hours);
      }),
    );
  });
});
