import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import { bookPosition, type PositionInputs } from "../../../api/options/book-position.ts";
import {
  type BookEnd,
  type BookSeries,
  type BookTrade,
  type OpenOption,
  openOptions,
} from "../../../api/options/open-option.ts";
import { optionBook } from "../../../api/options/option-book.ts";
import { fitSmiles, flatSmile, volatilityAt } from "../../../api/options/smile.ts";
import { type SmileBoard, smileFor } from "../../../api/options/smile-board.ts";
import { onChainQuotes, tradeQuotes } from "../../../api/options/volatility-quotes.ts";

const DAY = 86_400n;
const AT = 1_600_000_000n;
const SERIES: BookSeries = {
  ...{ id: "0x01", market: "m", backstop: "b", contract: "c", number: 5n, type: "PUT", style: "EUROPEAN" },
  ...{ underlying: "eth", strike: 20_000n, strikeDecimals: 2, expiry: AT + 30n * DAY, isEnded: false },
};

function trade(fields: Partial<BookTrade>): BookTrade {
  return {
    ...{ series: "0x01", action: "OPEN", side: "SHORT", size: 10n, premiumAsset: "usd", premium: 100n },
    ...{ impliedVolatility: null, timestamp: AT },
    ...fields,
  };
}

function option(fields: Partial<OpenOption> = {}): OpenOption {
  return { series: SERIES, side: "SHORT", open: 10n, openings: [trade({})], ...fields };
}

const INPUTS: PositionInputs = {
  ...{ spot: rational(150n), spotStatus: "OK", spotReason: null, decimals: 1 },
  ...{ smile: flatSmile(30 / 365, 0.8, null), premium: 3, at: AT, rate: 0 },
};

describe("openOptions", () => {
  test("behavior: what was opened less what was closed, liquidated and ended, by side", () => {
    const trades = [
      trade({ size: 10n }),
      trade({ action: "CLOSE", size: 2n }),
      trade({ action: "LIQUIDATE", size: 1n }),
      trade({ action: "TRANSFER", size: 7n }),
      trade({ side: "LONG", size: 4n }),
    ];
    const ends: BookEnd[] = [{ series: "0x01", side: "SHORT", size: 3n }];
    const found = openOptions([SERIES, { ...SERIES, id: "0x02" }], trades, ends);
    expect(found.map(({ side, open, openings }) => [side, open, openings.length])).toEqual([
      ["SHORT", 4n, 1],
      ["LONG", 4n, 1],
    ]);
  });

  test("behavior: a size that is not told leaves the rest untold; what ended is not open", () => {
    expect(openOptions([SERIES], [trade({ size: null })], [])[0]?.open).toBeNull();
    const end: BookEnd = { series: "0x01", side: "SHORT", size: null };
    expect(openOptions([SERIES], [trade({})], [end])[0]?.open).toBeNull();
    expect(openOptions([{ ...SERIES, isEnded: true }], [trade({})], [])).toEqual([]);
    expect(openOptions([SERIES], [trade({}), trade({ action: "CLOSE" })], [])).toEqual([]);
  });
});

describe("bookPosition", () => {
  // One unit (10 with one decimal) of a put at 200 with the price at 150: 50 in the money, at most 200.
  test("behavior: exact parts of a written put", () => {
    const { intrinsic, worstCase } = bookPosition(option(), INPUTS);
    expect(toValuation(intrinsic)).toMatchObject({ exact: "-50", quote: "USD", status: "OK" });
    expect(toValuation(worstCase)).toMatchObject({ exact: "200", status: "OK" });
    const held = bookPosition(option({ side: "LONG" }), INPUTS);
    expect(toValuation(held.intrinsic).exact).toBe("50");
    expect(held.worstCase.status).toBe("NOT_APPLICABLE");
  });

  const flaws: readonly [
    name: string,
    option: OpenOption,
    inputs: Partial<PositionInputs>,
    status: string,
    reason: RegExp,
  ][] = [
    [
      "no price",
      option(),
      { spot: null, spotStatus: "STALE_INPUT", spotReason: "old" },
      "STALE_INPUT",
      /old/,
    ],
    ["no volatility", option(), { smile: null }, "NO_DATA", /no volatility/],
    ["no size", option({ open: null }), {}, "NO_DATA", /size/],
    ["no strike", option({ series: { ...SERIES, strike: null } }), {}, "NO_DATA", /type, strike and expiry/],
    ["no decimals", option(), { decimals: null }, "NO_DATA", /decimals/],
    ["expired", option({ series: { ...SERIES, expiry: AT } }), {}, "NO_DATA", /not settled/],
  ];
  test.each(flaws)("behavior: %s gives no value, with the reason", (...[, one, inputs, status, reason]) => {
    const found = bookPosition(one, { ...INPUTS, ...inputs });
    expect(found).toMatchObject({ status, unit: null });
    expect(found.reason).toMatch(reason);
    expect(found.value).toMatchObject({ value: null, status });
  });

  test("behavior: both sides of one option add up to nothing", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (spot, volatility) => {
          const inputs = {
            ...INPUTS,
            spot: rational(BigInt(spot)),
            smile: flatSmile(30 / 365, volatility, null),
          };
          const book = optionBook([
            bookPosition(option(), inputs),
            bookPosition(option({ side: "LONG" }), inputs),
          ]);
          for (const sum of [book.value, book.dollarDelta, book.dollarGamma, book.vega, book.theta]) {
            expect(sum.value).toBeCloseTo(0, 10);
          }
          expect(toValuation(book.intrinsic).exact).toBe("0");
        },
      ),
    );
  });
});

describe("optionBook", () => {
  test("behavior: what cannot be valued is left out of the sums and told", () => {
    const book = optionBook([
      bookPosition(option(), INPUTS),
      bookPosition(option(), { ...INPUTS, smile: null }),
    ]);
    expect(book).toMatchObject({ status: "PARTIAL_COVERAGE", valued: 1 });
    expect(book.reason).toMatch(/1 of 2 positions/);
    expect(book.value.reason).toMatch(/1 of 2 positions/);
    expect(toValuation(book.worstCase)).toMatchObject({ exact: "400", status: "OK" });
  });

  test("behavior: written calls are told in their underlying", () => {
    const call = option({ series: { ...SERIES, type: "CALL" }, open: 7n });
    const book = optionBook([bookPosition(call, INPUTS)]);
    expect(book.writtenCalls).toEqual([{ raw: 7n, asset: "eth", status: "OK", reason: null }]);
    expect(toValuation(book.worstCase).exact).toBe("0");
    expect(book.skewPricingRatio.status).toBe("NO_DATA");
  });

  test("behavior: an empty book is worth 0", () => {
    expect(optionBook([])).toMatchObject({ status: "OK", value: { value: 0, status: "OK" }, positions: [] });
  });
});

describe("smileFor", () => {
  const [smile] = fitSmiles([
    {
      years: 30 / 365,
      quotes: [-0.2, -0.1, 0, 0.1, 0.2].map((k) => ({ k, volatility: 0.8 - k, halfSpread: null })),
    },
  ]);
  const board: SmileBoard = {
    ...{ underlying: "eth", source: "TRADES", flat: null, reason: null },
    smiles: [{ expiry: AT + 30n * DAY, smile: smile as NonNullable<typeof smile> }],
  };

  test("behavior: another expiry has the nearest one's volatilities", () => {
    const found = smileFor(board, AT + 90n * DAY, AT);
    expect(found).toMatchObject({ status: "PARTIAL_COVERAGE" });
    expect(found?.years).toBeCloseTo(90 / 365, 12);
    expect(volatilityAt(found as NonNullable<typeof found>, -0.1)).toBeCloseTo(0.9, 2);
    expect(smileFor(board, AT + 30n * DAY, AT)).toBe(smile);
    expect(smileFor(board, AT, AT)).toBeNull();
  });

  test("behavior: a given volatility is no partial one, a realised one is", () => {
    const flat = { ...board, smiles: [], flat: 0.5, reason: "realised" };
    expect(smileFor({ ...flat, source: "GIVEN_FLAT" }, AT + DAY, AT)).toMatchObject({ status: "OK" });
    expect(smileFor({ ...flat, source: "REALISED" }, AT + DAY, AT)).toMatchObject({
      status: "PARTIAL_COVERAGE",
    });
    expect(smileFor({ ...flat, flat: null, source: "NONE" }, AT + DAY, AT)).toBeNull();
  });
});

describe("quotes", () => {
  const parameters = [
    { name: "board(5)", value: 2n },
    { name: "skew(5)", value: 1_250_000_000_000_000_000n },
    { name: "baseIv(2)", value: 800_000_000_000_000_000n },
  ].map((one) => ({ protocol: "p", contract: "c", market: "m", ...one }));

  // 0.8 × 1.25 = 1; ln(200/200) = 0.
  test("behavior: base volatility times skew, of the same market only", () => {
    const found = onChainQuotes([SERIES, { ...SERIES, market: "other" }], parameters, () => 200);
    expect(found.unread).toBe(1);
    expect(found.quotes).toEqual([{ expiry: SERIES.expiry, k: 0, volatility: 1, halfSpread: null }]);
    expect(onChainQuotes([SERIES], parameters, () => null).quotes).toEqual([]);
  });

  test("behavior: a trade's own volatility comes first, old trades and missing prices tell nothing", () => {
    const prices = { underlying: () => 200, premium: () => null, decimals: () => 1 };
    const settings = { since: AT, rate: 0 };
    const stated = option({ openings: [trade({ impliedVolatility: 700_000_000_000_000_000n })] });
    expect(tradeQuotes([stated], prices, settings).quotes).toMatchObject([{ volatility: 0.7, k: 0 }]);
    expect(tradeQuotes([option()], prices, settings)).toEqual({ quotes: [], unread: 1 });
    expect(tradeQuotes([stated], prices, { since: AT + 1n, rate: 0 }).unread).toBe(1);
    expect(tradeQuotes([stated], { ...prices, underlying: () => null }, settings).unread).toBe(1);
  });
});
