import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rational, scaled } from "../../../api/domain/rational.ts";
import { toValuation } from "../../../api/domain/worth.ts";
import type { Holding } from "../../../api/solvency/book.ts";
import {
  type Commitment,
  type SharedCapitalQuestion,
  sharedPool,
} from "../../../api/solvency/shared-capital.ts";
import type { MemberScenarios } from "../../../api/solvency/shared-tail.ts";
import { madeBook, madeHolding, madePrice } from "../../support/made-book.ts";

const USDC = 10n ** 6n;
const QUESTION: SharedCapitalQuestion = {
  commitments: [committed("0xa1", 900n * USDC), committed("0xb0", 600n * USDC)],
  losses: null,
  scenarios: null,
  level: rational(975n, 1000n),
  maxPriceAge: null,
};

function committed(account: string | null, amount: bigint, asset = "usdc"): Commitment {
  return { backstop: "pool", asset, account, amount };
}

function pool(balance: bigint, fields: Partial<Holding["backstop"]> = {}): Holding {
  const held = { balance, pendingOutflow: 100n * USDC, encumbered: 1500n * USDC };
  return madeHolding({ id: "pool", kind: "CROSS_PROTOCOL_SHARED_POOL", ...fields }, { usdc: held });
}

function judged(question: Partial<SharedCapitalQuestion>, holding = pool(1000n * USDC)) {
  const book = madeBook({ assets: { usdc: 6, weth: 18 }, holdings: [holding] });
  return sharedPool(book, holding, { ...QUESTION, ...question });
}

/** 400 scenarios with the same loss in those from `first` on, ten of them, in cents. */
function scenarios(account: string, loss: bigint, first: number): MemberScenarios {
  const losses = Array.from({ length: 400 }, (_, s) => (s >= first && s < first + 10 ? loss : 0n));
  return { account, losses, decimals: 2 };
}

describe("sharedPool", () => {
  // By hand: 1,000 − 100 asked back; 900 + 600 committed: 1,500 / 900 and 900 / 1,500.
  test("default", () => {
    const state = judged({});
    expect(toValuation(state.capital).value).toBe("900");
    expect(state.rehypothecation).toMatchObject({ value: "1.666666666666666667", numerator: "1500" });
    expect(state.simultaneousCall).toMatchObject({ value: "0.6", denominator: "1500" });
    expect(state.members.map(({ account, committed: worth }) => [account, toValuation(worth).value])).toEqual(
      [
        ["0xa1", "900"],
        ["0xb0", "600"],
      ],
    );
    expect(state.tail.shortfall).toMatchObject({ value: null, status: "NOT_APPLICABLE" });
  });

  // By hand: 900 / (300 + 150).
  test("behavior: losses that are called at once", () => {
    const losses = [
      { account: "0xa1", amount: scaled(300n, 0) },
      { account: "0xb0", amount: scaled(15_000n, 2) },
    ];
    expect(judged({ losses }).simultaneousCall).toMatchObject({ value: "2", denominator: "450" });
    expect(judged({ losses: [] }).simultaneousCall.status).toBe("ZERO_DENOMINATOR");
  });

  // By hand: n(1 − α) = 10. A loses 100 in ten scenarios, B 50 in ten others: together the worst ten are A's, so ES 100, all of it
  // A's; alone 100 and 50; 1 − 100/150; 900/150.
  test("behavior: shortfalls over common scenarios", () => {
    const { tail } = judged({ scenarios: [scenarios("0xa1", 10_000n, 0), scenarios("0xb0", 5000n, 50)] });
    expect(tail).toMatchObject({
      shortfall: { value: 100, n: 400, status: "OK" },
      sumOfShortfalls: { value: 150 },
      coverage: { value: 6 },
      members: [
        { account: "0xa1", shortfall: { value: 100 }, contribution: { value: 100 } },
        { account: "0xb0", shortfall: { value: 50 }, contribution: { value: 0 } },
      ],
    });
    expect(tail.diversification.value).toBeCloseTo(1 / 3, 15);
  });

  test("behavior: members that lose together save nothing by sharing", () => {
    const { tail } = judged({ scenarios: [scenarios("0xa1", 10_000n, 0), scenarios("0xb0", 5000n, 0)] });
    expect(tail.diversification.value).toBe(0);
  });

  test.each<[string, MemberScenarios[], string]>([
    ["few scenarios", [{ ...scenarios("0xa1", 1n, 0), losses: Array(399).fill(1n) }], "INSUFFICIENT_DATA"],
    ["empty scenarios", [{ ...scenarios("0xa1", 1n, 0), losses: [] }], "NO_DATA"],
    ["no members", [], "NOT_APPLICABLE"],
  ])("behavior: no shortfall over %s", (_, given, status) => {
    expect(judged({ scenarios: given }).tail.shortfall).toMatchObject({ value: null, status });
  });

  test("behavior: members without losses have no diversification", () => {
    const { tail } = judged({ scenarios: [scenarios("0xa1", 0n, 0)] });
    expect(tail.shortfall.value).toBe(0);
    expect([tail.diversification.status, tail.coverage.status]).toEqual([
      "ZERO_DENOMINATOR",
      "ZERO_DENOMINATOR",
    ]);
  });

  test("behavior: a pool of which not all flows are known has no capital and no ratio to it", () => {
    const state = judged({}, pool(1000n * USDC, { balanceSource: "PARTIAL" }));
    expect(state.capital).toMatchObject({ amount: null, status: "PARTIAL_COVERAGE" });
    expect([state.rehypothecation.value, state.simultaneousCall.value]).toEqual([null, null]);
  });

  test("behavior: a pool of several assets is counted in dollars", () => {
    const holding = madeHolding(
      { id: "pool", kind: "CROSS_PROTOCOL_SHARED_POOL" },
      { usdc: { balance: 1000n * USDC }, weth: { balance: 10n ** 18n } },
    );
    const prices = [madePrice("usdc", 100_000_000n), madePrice("weth", 200_000_000_000n)];
    const book = madeBook({ assets: { usdc: 6, weth: 18 }, holdings: [holding], prices });
    const commitments = [committed("0xa1", 500n * USDC), committed("0xa1", 10n ** 18n, "weth")];
    const state = sharedPool(book, holding, { ...QUESTION, commitments });
    expect(state.rehypothecation).toMatchObject({ value: "0.833333333333333333", numerator: "2500" });
    expect(state.members).toHaveLength(1);
  });

  test("behavior: decimals change no ratio; a new commitment never lowers rehypothecation", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 5 }),
        amount,
        fc.nat({ max: 12 }),
        (all, more, k) => {
          const made = (amounts: readonly bigint[]) => amounts.map((one, i) => committed(`0x0${i}`, one));
          const plain = judged({ commitments: made(all) });
          const scale = 10n ** BigInt(k);
          const holding = madeHolding(
            { id: "pool", kind: "CROSS_PROTOCOL_SHARED_POOL" },
            { usdc: { balance: 900n * USDC * scale } },
          );
          const book = madeBook({ assets: { usdc: 6 + k }, holdings: [holding] });
          const commitments = made(all.map((one) => one * scale));
          const finer = sharedPool(book, holding, { ...QUESTION, commitments });
          expect(finer.rehypothecation).toEqual(plain.rehypothecation);
          const grown = judged({ commitments: made([...all, more]) });
          expect(Number(grown.rehypothecation.value)).toBeGreaterThanOrEqual(
            Number(plain.rehypothecation.value),
          );
        },
      ),
    );
  });
});
