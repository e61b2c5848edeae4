import { describe, expect, test } from "vitest";
import { toValuation } from "../../../api/domain/worth.ts";
import type { Holding } from "../../../api/solvency/book.ts";
import { basisShare, reinsurance, type TreatyFacts } from "../../../api/solvency/reinsurance.ts";
import { madeBook, madeHolding } from "../../support/made-book.ts";

const USDC = 10n ** 6n;
const FUND = madeHolding({ id: "fund" }, { usdc: { balance: 300n * USDC } });
const TREATIES: Readonly<Record<string, TreatyFacts>> = {
  a: { limit: 100n * USDC, retention: 30n * USDC, paid: 40n * USDC },
  b: { limit: 40n * USDC, retention: 0n, paid: 0n },
  spent: { limit: 40n * USDC, retention: 0n, paid: 50n * USDC },
  unset: { limit: null, retention: null, paid: 0n },
};

function reinsurer(id: string, balance: bigint): Holding {
  return madeHolding({ id, kind: "REINSURANCE", layer: "REINSURANCE", rank: 2 }, { usdc: { balance } });
}

function judged(...holdings: Holding[]) {
  const book = madeBook({ assets: { usdc: 6 }, holdings: [FUND, ...holdings] });
  return reinsurance(book, (id) => TREATIES[id] as TreatyFacts, null);
}

describe("reinsurance", () => {
  // By hand: 100 − 40 = 60 and 40 are left, 300 retained: 100 / 400; (60² + 40²) / 100² = 0.52; 30 / 60 funded.
  test("default", () => {
    const state = judged(reinsurer("a", 30n * USDC), reinsurer("b", 80n * USDC));
    expect([toValuation(state.ceded).value, toValuation(state.retained).value]).toEqual(["100", "300"]);
    expect(state.cession).toMatchObject({ value: "0.25", numerator: "100", denominator: "400" });
    expect(state.concentration.value).toBe("0.52");
    expect(state.layers[0]).toMatchObject({
      limitLeft: { raw: 60n * USDC },
      usable: { raw: 30n * USDC },
      funded: { value: "0.5", numerator: "30", denominator: "60" },
    });
    expect(state.layers[1]?.funded.value).toBe("2");
    expect(state.terms).toHaveLength(2);
  });

  test("behavior: one reinsurer is all of the concentration, none has none", () => {
    expect(judged(reinsurer("b", 0n)).concentration.value).toBe("1");
    const none = judged();
    expect(none.cession).toMatchObject({ value: "0", denominator: "300", status: "OK" });
    expect(none.concentration).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
  });

  test("behavior: a reserve that is owed to others is no capital, and does not change the unit", () => {
    const psm = madeHolding({ id: "psm", kind: "PEG_STABILITY_MODULE" }, { gem: { balance: 10n ** 12n } });
    const state = judged(reinsurer("b", 0n), psm);
    expect(state.unit).toBe("usdc");
    expect(state.cession).toMatchObject({
      value: "0.117647058823529412",
      numerator: "40",
      denominator: "340",
    });
  });

  test("behavior: a limit that is spent leaves nothing, and nothing to fund", () => {
    const state = judged(reinsurer("spent", USDC));
    expect(state.layers[0]?.limitLeft.raw).toBe(0n);
    expect(state.layers[0]?.funded.status).toBe("ZERO_DENOMINATOR");
    expect(state.concentration.status).toBe("ZERO_DENOMINATOR");
  });

  test("behavior: a limit that was never set is not zero: there is no cession", () => {
    const state = judged(reinsurer("a", USDC), reinsurer("unset", USDC));
    expect(state.ceded).toMatchObject({ status: "PARTIAL_COVERAGE" });
    expect(toValuation(state.ceded).value).toBe("60");
    expect(state.cession).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
    expect(state.concentration).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
    expect(state.terms).toHaveLength(1);
  });

  test("behavior: the share of losses in which no reinsurer paid", () => {
    const basis = { asset: "usdc", aboveRetention: 0n, primaryPaid: 0n };
    expect(basisShare({ ...basis, primaryEvents: 4n, basisEvents: 3n }).value).toBe("0.75");
    expect(basisShare({ ...basis, primaryEvents: 0n, basisEvents: 0n }).status).toBe("ZERO_DENOMINATOR");
  });
});
