import { describe, expect, test } from "vitest";
import { capitalBook, filledAssets, ofBackstops } from "../../../api/solvency/capital-book.ts";
import { madeBook, madeHolding } from "../../support/made-book.ts";

const BOOK = madeBook({
  holdings: [
    madeHolding({ id: "fund" }, { weth: { balance: 1n }, usdc: {} }),
    madeHolding({ id: "psm", kind: "PEG_STABILITY_MODULE" }, { usdc: { balance: 5n } }),
    madeHolding({ id: "margin", layer: "POSITION_MARGIN" }, { dai: { balance: 5n } }),
    madeHolding({ id: "off", status: "DISABLED" }, { dai: { balance: -1n } }),
  ],
});

describe("capitalBook", () => {
  test("default: without what is owed to others, but with what is switched off", () => {
    const { holdings } = capitalBook(BOOK);
    expect(holdings.map(({ backstop }) => backstop.id)).toEqual(["fund", "off"]);
  });

  test("behavior: rows of its backstops, and the assets of which anything is held", () => {
    const rows = [{ backstop: "fund" }, { backstop: "psm" }, { backstop: "elsewhere" }];
    expect(ofBackstops(capitalBook(BOOK), rows)).toEqual([{ backstop: "fund" }]);
    expect(filledAssets(capitalBook(BOOK))).toEqual(["weth", "dai"]);
  });
});
