import { describe, expect, test } from "vitest";
import { toValuation } from "../../../api/domain/worth.ts";
import { NO_OBLIGATIONS } from "../../../api/solvency/obligations.ts";
import { surplusRatio } from "../../../api/solvency/surplus-ratio.ts";
import { type BookParts, madeBook, madeHolding } from "../../support/made-book.ts";

const BUFFER = { id: "vow", layer: "SURPLUS_BUFFER", kind: "PROTOCOL_REVENUE_SURPLUS" } as const;
const ILKS = [
  { id: "eth", name: "ETH-A", kind: "CDP_COLLATERAL", debtAsset: "dai" },
  { id: "usdc", name: "USDC-A", kind: "CDP_COLLATERAL", debtAsset: "dai" },
];
const EXPOSURES = [
  { market: "eth", debt: 1_000n },
  { market: "usdc", debt: 600n },
];

function ratioOf(parts: BookParts, excluded: readonly string[] = []) {
  const book = madeBook({ assets: { dai: 0 }, markets: ILKS, exposures: EXPOSURES, ...parts });
  return surplusRatio(book, NO_OBLIGATIONS, excluded);
}

describe("surplusRatio", () => {
  // vat.dai(vow) = 70; vat.sin(vow) = encumbered 5 + open deficit 25; 70 − 30 = 40 over the debt of ETH-A, 1,000.
  test("default", () => {
    const { surplus, debt, ratio } = ratioOf(
      {
        holdings: [madeHolding(BUFFER, { dai: { balance: 70n, encumbered: 5n } })],
        deficits: [{ market: "system", asset: "dai", open: 25n }],
      },
      ["USDC-A"],
    );
    expect(toValuation(surplus)).toMatchObject({ exact: "40", quote: "dai" });
    expect(toValuation(debt).exact).toBe("1000");
    expect(ratio).toMatchObject({ value: "0.04", status: "OK" });
  });

  test("behavior: every collateral type counts unless it is left out, by id or name", () => {
    const holdings = [madeHolding(BUFFER, { dai: { balance: 40n } })];
    expect(ratioOf({ holdings }).ratio.value).toBe("0.025");
    expect(ratioOf({ holdings }, ["usdc"]).ratio.value).toBe("0.04");
  });

  test("behavior: more debt than surplus is a negative ratio", () => {
    const holdings = [madeHolding(BUFFER, { dai: { balance: 10n } })];
    const deficits = [{ market: "system", asset: "dai", open: 42n }];
    expect(ratioOf({ holdings, deficits }).ratio.value).toBe("-0.02");
  });

  test("behavior: a buffer whose flows are not all known has no surplus", () => {
    const holdings = [madeHolding({ ...BUFFER, balanceSource: "PARTIAL" }, { dai: { balance: 10n } })];
    expect(ratioOf({ holdings }).ratio).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
  });

  test("behavior: a protocol without a surplus buffer or without debt of its own has no such ratio", () => {
    expect(ratioOf({}).ratio.status).toBe("NOT_APPLICABLE");
    const holdings = [madeHolding(BUFFER, { dai: { balance: 10n } })];
    expect(ratioOf({ holdings, markets: [] }).ratio.status).toBe("NOT_APPLICABLE");
  });
});
