import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { windowBefore } from "../../../api/domain/window.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import {
  type AbsorbedLoss,
  type AbsorptionEfficiency,
  absorptionEfficiency,
} from "../../../api/solvency/absorption-efficiency.ts";
import type { Book, Holding } from "../../../api/solvency/book.ts";
import { CapitalSeconds, type CapitalSecondsDigit } from "../../../api/solvency/capital-seconds.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { AT, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;
const YEAR_DAYS = 365;
const YEAR = 31_536_000n;

type Made = {
  readonly book: Book;
  readonly digits: readonly CapitalSecondsDigit[];
  readonly losses: readonly AbsorbedLoss[];
  readonly firstRecord?: bigint;
};

function efficiencyOf({ book, digits, losses, firstRecord = 0n }: Made): AbsorptionEfficiency {
  const assets = [...digits, ...losses].map(({ asset }) => asset);
  return absorptionEfficiency({
    book,
    account: new UnitOfAccount(book, assets, null),
    window: windowBefore(AT, YEAR_DAYS, firstRecord),
    capital: new CapitalSeconds(digits),
    losses,
    counts: [{ backstop: null, losses: BigInt(losses.length) }],
  });
}

/** A balance that stood for the whole year. */
function standing(backstop: string, asset: string, amount: bigint): CapitalSecondsDigit {
  return { backstop, asset, place: 0n, digit: 1n, amount: amount * YEAR };
}

function fund(id: string, asset: string, fields: Partial<Holding["backstop"]> = {}): Holding {
  return madeHolding({ id, ...fields }, { [asset]: {} });
}

describe("absorptionEfficiency", () => {
  // By hand: 100 WETH for the first half of the year and 40 for the second are 70 on average; 14 / 70 = 0.2; 70 WETH × 1 year / 14 = 5.
  test("default: one fund in one asset needs no price", () => {
    const half = YEAR / 2n;
    const digits = [
      { backstop: "fund", asset: "weth", place: 0n, digit: 1n, amount: 100n * WETH * half },
      { backstop: "fund", asset: "weth", place: 0n, digit: 8n, amount: 5n * WETH * half },
    ];
    const result = efficiencyOf({
      book: madeBook({ assets: { weth: 18 }, holdings: [fund("fund", "weth")] }),
      digits,
      losses: [{ backstop: "fund", asset: "weth", amount: 14n * WETH }],
    });
    expect(toValuation(result.absorbed)).toMatchObject({ value: "14", quote: "weth" });
    expect(result.averageCapital).toMatchObject({ value: "70", status: "OK" });
    expect(result.efficiency).toMatchObject({ value: "0.2", status: "OK" });
    expect(result.capitalYearsPerUnit).toMatchObject({ value: "5", status: "OK" });
    expect(result.episodes).toBe(1n);
  });

  // By hand: 10 WETH × 2,000 + 5,000 USDC × 0.99 = 24,950; the loss is 1,000 × 0.99 = 990; 990 / 24,950 = 0.039679358717434870 (rounded).
  test("behavior: several assets are valued at the prices of the block, losses and capital alike", () => {
    const book = madeBook({
      assets: { weth: 18, usdc: 6 },
      prices: [madePrice("weth", 200_000_000_000n), madePrice("usdc", 99_000_000n)],
      holdings: [fund("first", "weth"), fund("second", "usdc", { rank: 2 })],
    });
    const { efficiency, layers } = efficiencyOf({
      book,
      digits: [standing("first", "weth", 10n * WETH), standing("second", "usdc", 5_000n * USDC)],
      losses: [{ backstop: "second", asset: "usdc", amount: 1_000n * USDC }],
    });
    expect(efficiency.value).toBe("0.03967935871743487");
    expect(layers.map((layer) => layer.efficiency.value)).toEqual(["0", "0.2"]);
    expect(layers.map((layer) => layer.holding.backstop.id)).toEqual(["first", "second"]);
  });

  test("behavior: no loss is 0 with status OK, and no capital-years for each unit of nothing", () => {
    const { efficiency, capitalYearsPerUnit, episodes } = efficiencyOf({
      book: madeBook({ assets: { weth: 18 }, holdings: [fund("fund", "weth")] }),
      digits: [standing("fund", "weth", WETH)],
      losses: [],
    });
    expect(efficiency).toMatchObject({ value: "0", status: "OK" });
    expect(capitalYearsPerUnit).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(episodes).toBe(0n);
  });

  test("behavior: no capital is ZERO_DENOMINATOR", () => {
    const { efficiency, averageCapital } = efficiencyOf({ book: madeBook({}), digits: [], losses: [] });
    expect(efficiency).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(averageCapital).toMatchObject({ value: "0", status: "OK" });
  });

  test("behavior: a fund whose balance is not the contract's is left out of the total with its losses", () => {
    const book = madeBook({
      assets: { weth: 18 },
      holdings: [fund("seen", "weth"), fund("part", "weth", { balanceSource: "PARTIAL" })],
    });
    const { efficiency, capitalYearsPerUnit, absorbed, layers } = efficiencyOf({
      book,
      digits: [standing("seen", "weth", 10n * WETH), standing("part", "weth", WETH)],
      losses: [
        { backstop: "seen", asset: "weth", amount: WETH },
        { backstop: "part", asset: "weth", amount: 50n * WETH },
      ],
    });
    expect(toValuation(absorbed).value).toBe("1");
    expect(efficiency).toMatchObject({ value: "0.1", status: "PARTIAL_COVERAGE" });
    expect(efficiency.reason).toContain("1 of 2 layers are left out");
    expect(capitalYearsPerUnit).toMatchObject({ value: "10", status: "PARTIAL_COVERAGE" });
    expect(layers[1]?.efficiency).toMatchObject({ value: null, status: "PARTIAL_COVERAGE" });
  });

  // By hand: the ledger begins 100 days before the block; 3 WETH stood for all of them.
  test("behavior: a cut window averages over what is covered and says so", () => {
    const days = 100n * 86_400n;
    const { averageCapital, efficiency } = efficiencyOf({
      book: madeBook({ assets: { weth: 18 }, holdings: [fund("fund", "weth")] }),
      digits: [{ backstop: "fund", asset: "weth", place: 0n, digit: 1n, amount: 3n * WETH * days }],
      losses: [{ backstop: "fund", asset: "weth", amount: WETH }],
      firstRecord: AT - days,
    });
    expect(averageCapital).toMatchObject({ value: "3", status: "PARTIAL_COVERAGE" });
    expect(averageCapital.reason).toMatch(/^100 of 365 days are covered/);
    expect(efficiency.value).toBe("0.333333333333333333");
  });

  test("behavior: counting in units 10^k times smaller changes no ratio", () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 30n });
    fc.assert(
      fc.property(amounts, amounts, fc.nat(20), (capital, loss, k) => {
        const scale = 10n ** BigInt(k);
        const [plain, scaled] = [0, k].map((more) => {
          const factor = more === 0 ? 1n : scale;
          return efficiencyOf({
            book: madeBook({ assets: { weth: 18 + more }, holdings: [fund("fund", "weth")] }),
            digits: [standing("fund", "weth", capital * factor)],
            losses: [{ backstop: "fund", asset: "weth", amount: loss * factor }],
          });
        });
        expect(scaled?.efficiency.value).toBe(plain?.efficiency.value);
        expect(scaled?.capitalYearsPerUnit.value).toBe(plain?.capitalYearsPerUnit.value);
      }),
    );
  });
});
