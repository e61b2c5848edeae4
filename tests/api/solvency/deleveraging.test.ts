import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type DeleveragingFill,
  deleveragingEpisodes,
  type EpisodeRule,
  type LiquidatedLoss,
} from "../../../api/solvency/deleveraging.ts";
import { shareGini } from "../../../api/solvency/share-gini.ts";

const RULE: EpisodeRule = { gapSeconds: 900n, byMarket: true };
const USD = 100n;

function fill(timestamp: bigint, fields: Partial<DeleveragingFill> = {}): DeleveragingFill {
  return {
    market: "btc",
    asset: "usd",
    ordinal: timestamp * 10n + 1n,
    timestamp,
    maker: null,
    taker: "winner",
    notional: null,
    haircut: null,
    rank: null,
    profit: null,
    ...fields,
  };
}

function liquidation(timestamp: bigint, account: string, loss: bigint | null, fields = {}): LiquidatedLoss {
  return { market: "btc", debtAsset: "usd", ordinal: timestamp * 10n, timestamp, account, loss, ...fields };
}

describe("deleveragingEpisodes", () => {
  // By hand: accounts a and b lack 30 and 10 (c, closed in profit, lacks nothing); winners give up 35 and 25. Taken 60,
  // missing 40: 20 too much, efficiency 2/3. Shares of profit 35/100 and 25/50: |0.35 − 0.5| / (2 × 0.85) = 3/34; of
  // notional 35/700 and 25/300: (1/12 − 1/20) / (2 × (1/12 + 1/20)) = 1/8.
  test("default", () => {
    const [episode, ...others] = deleveragingEpisodes(
      [
        fill(1061n, { taker: "x", haircut: 35n * USD, notional: 700n * USD, profit: 100n * USD, rank: 1 }),
        fill(1300n, { taker: "y", haircut: 25n * USD, notional: 300n * USD, profit: 50n * USD, rank: 2 }),
      ],
      [liquidation(1000n, "a", 30n * USD), liquidation(1010n, "b", 10n * USD), liquidation(1020n, "c", 0n)],
      RULE,
    );
    expect(others).toEqual([]);
    expect(episode).toMatchObject({
      market: "btc",
      asset: "usd",
      from: 1000n,
      to: 1300n,
      fills: 2,
      takers: 2,
      liquidations: 3,
      bankruptAccounts: 2,
      deficit: { raw: 40n * USD, status: "OK" },
      haircut: { raw: 60n * USD, status: "OK" },
      overshoot: { raw: 20n * USD, status: "OK" },
      efficiency: { value: "0.666666666666666667", status: "OK" },
      secondsToFirst: 61n,
      notional: { raw: 1000n * USD },
      giniOfHaircutToProfit: { value: "0.088235294117647059" },
      rankCorrelation: { value: null, n: 2, status: "INSUFFICIENT_DATA" },
    });
    expect(Number(episode?.giniOfHaircutToNotional.value)).toBeCloseTo(1 / 8, 15);
  });

  // The definitions of the published figures of 10 October 2025 (metrics.md M-10): 302 accounts lacked 23,191,104.48
  // dollars; an overshoot of 45.0 to 51.7 million means that 68.2 to 74.9 million were taken, an efficiency of 0.34 to
  // 0.31. Here 302 accounts lack that sum, and one winner gives up 45.0 million more; the first deleveraging is 61 s
  // (61.7 published, and blocks are whole seconds) after the first liquidation.
  test("behavior: the published definitions of deficit, overshoot and efficiency", () => {
    const missing = 2_319_110_448n;
    const each = missing / 302n;
    const liquidations = Array.from({ length: 302 }, (_, at) =>
      liquidation(1000n, `u${at}`, at === 0 ? missing - 301n * each : each),
    );
    const [episode] = deleveragingEpisodes(
      [fill(1061n, { haircut: missing + 4_500_000_000n })],
      liquidations,
      RULE,
    );
    expect(episode).toMatchObject({
      bankruptAccounts: 302,
      deficit: { raw: missing },
      overshoot: { raw: 4_500_000_000n },
      secondsToFirst: 61n,
    });
    // 23,191,104.48 / 68,191,104.48
    expect(episode?.efficiency.value?.slice(0, 6)).toBe("0.3400");
  });

  // dYdX v1: takers take over a bankrupt account with its negative worth, and no liquidation states a loss.
  test("behavior: a bankrupt account that is handed over lacks what its takers lose", () => {
    const [episode] = deleveragingEpisodes(
      [
        fill(1000n, { maker: "broke", haircut: 7n }),
        fill(1001n, { maker: "broke", haircut: 5n }),
        fill(1002n, { maker: "closed", haircut: 3n }),
      ],
      [liquidation(999n, "closed", 4n)],
      RULE,
    );
    expect(episode).toMatchObject({
      bankruptAccounts: 2,
      deficit: { raw: 16n },
      haircut: { raw: 15n },
      overshoot: { raw: -1n },
    });
  });

  test("behavior: a longer gap begins another episode; liquidations alone are none", () => {
    const fills = [fill(1000n, { haircut: 1n }), fill(1900n, { haircut: 2n }), fill(2801n, { haircut: 4n })];
    const episodes = deleveragingEpisodes(fills, [liquidation(9000n, "a", 1n)], RULE);
    expect(episodes.map(({ from, to, haircut }) => [from, to, haircut.raw])).toEqual([
      [1000n, 1900n, 3n],
      [2801n, 2801n, 4n],
    ]);
  });

  test("behavior: episodes of each market, or over all of them", () => {
    const fills = [fill(1000n, { haircut: 1n, market: "btc" }), fill(1010n, { haircut: 2n, market: "eth" })];
    const liquidations = [liquidation(990n, "a", 5n, { market: "eth" })];
    const byMarket = deleveragingEpisodes(fills, liquidations, RULE);
    expect(byMarket.map(({ market, deficit }) => [market, deficit.raw, deficit.status])).toEqual([
      ["eth", 5n, "OK"],
      ["btc", null, "NO_DATA"],
    ]);
    const [all] = deleveragingEpisodes(fills, liquidations, { ...RULE, byMarket: false });
    expect(all).toMatchObject({ market: null, fills: 2, haircut: { raw: 3n }, deficit: { raw: 5n } });
  });

  test("behavior: what is not known is never zero", () => {
    const [unknown] = deleveragingEpisodes(
      [fill(1000n), fill(1001n, { haircut: 9n })],
      [
        liquidation(990n, "a", null),
        liquidation(991n, "b", 3n),
        liquidation(992n, "c", 3n, { debtAsset: "eth" }),
      ],
      RULE,
    );
    expect(unknown).toMatchObject({
      deficit: { raw: 3n, status: "PARTIAL_COVERAGE" },
      haircut: { raw: 9n, status: "PARTIAL_COVERAGE" },
      overshoot: { raw: 6n, status: "PARTIAL_COVERAGE" },
      efficiency: { value: null, status: "PARTIAL_COVERAGE" },
      notional: { raw: null, status: "NO_DATA" },
      giniOfHaircutToProfit: { value: null, status: "NO_DATA" },
      rankCorrelation: { value: null, status: "NO_DATA", n: 0 },
    });
    const [late] = deleveragingEpisodes([fill(1000n, { haircut: 0n })], [liquidation(1001n, "a", 3n)], RULE);
    expect(late).toMatchObject({
      secondsToFirst: null,
      efficiency: { value: null, status: "ZERO_DENOMINATOR" },
    });
  });

  // 60 fills whose haircut falls with each rank: the ranks are in opposite order, so the correlation is −1.
  test("behavior: enough deleveragings with a rank give an estimate", () => {
    const fills = Array.from({ length: 60 }, (_, at) =>
      fill(1000n + BigInt(at), { rank: at + 1, haircut: BigInt(1000 - at) }),
    );
    const [episode] = deleveragingEpisodes(fills, [], RULE);
    expect(episode?.rankCorrelation).toMatchObject({ n: 60, status: "OK" });
    expect(episode?.rankCorrelation.value).toBeCloseTo(-1, 12);
  });

  test("behavior: haircuts over all episodes add up, and 10^k units change no ratio", () => {
    const arbitrary = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 20_000 }),
        haircut: fc.bigInt({ min: 0n, max: 10n ** 20n }),
        notional: fc.bigInt({ min: 1n, max: 10n ** 22n }),
        loss: fc.bigInt({ min: 0n, max: 10n ** 20n }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 0, max: 12 }), (facts, k) => {
        const sorted = [...facts].sort((a, b) => a.at - b.at);
        const episodesAt = (factor: bigint) =>
          deleveragingEpisodes(
            sorted.map(({ at, haircut, notional }) =>
              fill(BigInt(at), { haircut: haircut * factor, notional: notional * factor }),
            ),
            sorted.map(({ at, loss }, index) => liquidation(BigInt(at), `u${index}`, loss * factor)),
            RULE,
          );
        const plain = episodesAt(1n);
        const total = plain.reduce((sum, { haircut }) => sum + (haircut.raw ?? 0n), 0n);
        expect(total).toBe(facts.reduce((sum, { haircut }) => sum + haircut, 0n));
        const ratios = (episodes: typeof plain) =>
          episodes.map(({ efficiency, giniOfHaircutToNotional }) => [
            efficiency.value,
            giniOfHaircutToNotional.value,
          ]);
        expect(ratios(episodesAt(10n ** BigInt(k)))).toEqual(ratios(plain));
      }),
    );
  });
});

describe("shareGini", () => {
  test("behavior: equal shares have none, and one unknown share leaves no answer", () => {
    expect(
      shareGini(
        [1n, 7n].map((part) => ({ part, whole: part * 9n })),
        "profit",
      ).value,
    ).toBe("0");
    expect(
      shareGini(
        [
          { part: 1n, whole: 2n },
          { part: 1n, whole: 0n },
        ],
        "profit",
      ),
    ).toMatchObject({
      value: null,
      status: "NO_DATA",
    });
  });
});
