import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational, scaled } from "../../../api/domain/rational.ts";
import { windowBefore } from "../../../api/domain/window.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import type { Book } from "../../../api/solvency/book.ts";
import { CapitalSeconds } from "../../../api/solvency/capital-seconds.ts";
import type { FlowSum } from "../../../api/solvency/flow-sum.ts";
import { type IdleCapitalInput, idleCapital } from "../../../api/solvency/idle-capital.ts";
import { heldAssets } from "../../../api/solvency/resources.ts";
import { UnitOfAccount } from "../../../api/solvency/unit-of-account.ts";
import { AT, madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

const WETH = 10n ** 18n;
const USDC = 10n ** 6n;
const YEAR = 31_536_000n;
const FIVE_PERCENT = rational(5n, 100n);

/** Balances that stood for the whole year, by asset, in one fund. */
type Standing = Readonly<Record<string, bigint>>;

function flow(asset: string, cause: string, amount: bigint): FlowSum {
  return { backstop: "fund", asset, direction: "IN", cause, amount, flows: 1n };
}

function idleOf(
  book: Book,
  standing: Standing,
  parts: Pick<IdleCapitalInput, "flows"> & Partial<IdleCapitalInput>,
) {
  const digits = Object.entries(standing).map(([asset, amount]) => ({
    backstop: "fund",
    asset,
    place: 0n,
    digit: 1n,
    amount: amount * YEAR,
  }));
  return idleCapital({
    book,
    account: new UnitOfAccount(book, heldAssets(book), null),
    window: windowBefore(AT, 365, 0n),
    capital: new CapitalSeconds(digits),
    referenceRate: null,
    ...parts,
  });
}

const TWO_ASSETS = madeBook({
  assets: { weth: 18, usdc: 6 },
  prices: [madePrice("weth", 200_000_000_000n), madePrice("usdc", 100_000_000n)],
  holdings: [madeHolding({ id: "fund" }, { weth: {}, usdc: {} })],
});

describe("idleCapital", () => {
  // By hand: 10 WETH × 2,000 earn 0.2 WETH in the year, 5,000 USDC nothing. Idle 5,000 / 25,000; yield 400 / 25,000;
  // at 5 % a year WETH forwent 0.3 × 2,000 and USDC 250.
  test("default", () => {
    const idle = idleOf(
      TWO_ASSETS,
      { weth: 10n * WETH, usdc: 5_000n * USDC },
      { flows: [flow("weth", "YIELD", WETH / 5n)], referenceRate: FIVE_PERCENT },
    );
    expect(idle.idleShare).toMatchObject({ value: "0.2", status: "OK" });
    expect(idle.averageCapital.value).toBe("25000");
    expect(toValuation(idle.earned).value).toBe("400");
    expect(idle.yieldRate.value).toBe("0.016");
    expect(idle.opportunityCost.value).toBe("850");
    expect(idle.balances.map(({ isIdle }) => isIdle)).toEqual([false, true]);
    expect(idle.balances[0]?.averageBalance.value).toBe("10");
    expect(idle.balances[0]?.yieldRate.value).toBe("0.02");
  });

  // By hand: 10 WETH at 10 % are 5 % above the reference; 20,000 USDC at 0 % forgo 1,000, and nothing is set off.
  test("behavior: balances above the reference rate do not make up for those below", () => {
    const idle = idleOf(
      TWO_ASSETS,
      { weth: 10n * WETH, usdc: 20_000n * USDC },
      { flows: [flow("weth", "FEE", WETH)], referenceRate: FIVE_PERCENT },
    );
    expect(idle.opportunityCost.value).toBe("1000");
  });

  test("behavior: fees and premiums are earnings; deposits, gifts and liquidation gains are not", () => {
    const causes = ["FEE", "YIELD", "PREMIUM", "DEPOSIT", "DONATION", "LIQUIDATION_GAIN", "RECAPITALISATION"];
    const shares = causes.map((cause) => {
      const flows = [flow("weth", cause, WETH)];
      return idleOf(TWO_ASSETS, { weth: WETH }, { flows }).idleShare.value;
    });
    expect(shares).toEqual(["0", "0", "0", "1", "1", "1", "1"]);
  });

  test("behavior: without a reference rate there is no opportunity cost; nothing held is ZERO_DENOMINATOR", () => {
    const idle = idleOf(TWO_ASSETS, {}, { flows: [] });
    expect(idle.opportunityCost).toMatchObject({ value: null, status: "NO_DATA" });
    expect(idle.idleShare).toMatchObject({ value: null, status: "ZERO_DENOMINATOR" });
    expect(idle.balances.map(({ isIdle }) => isIdle)).toEqual([false, false]);
  });

  test("behavior: what has no price is left out and named; in kind it is known all the same", () => {
    const book = { ...TWO_ASSETS, ...pricesOf(madePrice("weth", 200_000_000_000n)) };
    const idle = idleOf(book, { weth: WETH, usdc: USDC }, { flows: [flow("usdc", "YIELD", USDC / 10n)] });
    expect(idle.idleShare).toMatchObject({ value: "1", status: "PARTIAL_COVERAGE" });
    expect(idle.idleShare.reason).toContain("1 of 2 balances are left out");
    expect(idle.balances[1]?.yieldRate).toMatchObject({ value: "0.1", status: "OK" });
  });

  test("behavior: a balance that is not the contract's is neither idle nor not", () => {
    const holdings = [madeHolding({ id: "fund", balanceSource: "PARTIAL" }, { weth: {} })];
    const idle = idleOf(madeBook({ assets: { weth: 18 }, holdings }), { weth: WETH }, { flows: [] });
    expect(idle.balances[0]).toMatchObject({ isIdle: null, yieldRate: { value: null } });
    expect(idle.idleShare.value).toBeNull();
  });

  test("behavior: the cost never falls when the reference rate rises, and is zero at zero", () => {
    const amounts = fc.bigInt({ min: 0n, max: 10n ** 30n });
    const rates = fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
    fc.assert(
      fc.property(amounts, amounts, rates, (held, earned, [low = 0, high = 0]) => {
        const [none, less, more] = [0, low, high].map((rate) => {
          const referenceRate = scaled(BigInt(rate), 4);
          const flows = [flow("weth", "YIELD", earned)];
          return Number(idleOf(TWO_ASSETS, { weth: held }, { flows, referenceRate }).opportunityCost.value);
        });
        expect(none).toBe(0);
        expect(less).toBeLessThanOrEqual(more ?? 0);
      }),
    );
  });
});

function pricesOf(...prices: Parameters<typeof madeBook>[0]["prices"] & object): Pick<Book, "prices"> {
  return { prices: madeBook({ prices }).prices };
}
