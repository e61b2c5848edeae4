import { describe, expect, test } from "vitest";
import type { LedgerSession } from "../../../api/services/ledger-session.ts";
import type { AssetTime, View } from "../../../api/services/ports.ts";
import { volatilityRatios } from "../../../api/services/stress/replay/volatility-ratios.ts";
import { AT, madeBook, madePrice } from "../../support/made-book.ts";

const DAY = 86_400n;
const VIEW = {} as View;
/** Start of the window: a year before the block. */
const BEFORE = AT - 365n * DAY;

/** Prices that go up and down by a part each day, another part before the window; the second asset is known from the block's month on. */
function session(today: number, past: number): LedgerSession {
  const priceOf = (seconds: bigint) => {
    const part = seconds > BEFORE ? today : past;
    const isUp = (seconds > BEFORE ? (AT - seconds) / DAY : (BEFORE - seconds) / DAY) % 2n === 0n;
    return isUp ? 1 + part : 1;
  };
  const pricesAtTimes = async (_: View, pairs: readonly AssetTime[]) =>
    pairs
      .filter(({ asset, seconds }) => asset === "weth" || seconds > BEFORE)
      .map(({ asset, seconds }) => ({
        ...madePrice(asset, BigInt(Math.round(priceOf(seconds) * 1e8)), { observedAt: seconds }),
        seconds,
      }));
  return { reader: { pricesAtTimes } } as unknown as LedgerSession;
}

describe("volatilityRatios", () => {
  // Log-returns of both months are ±ln(1 + part), fifteen of each sign: the ratio of the deviations is that of the logarithms.
  test("default: today's volatility over that before the window", async () => {
    const scope = { session: session(0.1, 0.02), book: madeBook({ assets: { weth: 18 } }) };
    const ratios = await volatilityRatios(scope, VIEW, { assets: ["weth"], before: BEFORE });
    expect(ratios.get("weth")).toBeCloseTo(Math.log(1.1) / Math.log(1.02), 9);
  });

  test("behavior: an asset that is not known, or did not move, before the window is left out", async () => {
    const book = madeBook({ assets: { weth: 18, usdc: 6 } });
    const asked = { assets: ["weth", "usdc"], before: BEFORE };
    expect([...(await volatilityRatios({ session: session(0.1, 0.02), book }, VIEW, asked)).keys()]).toEqual([
      "weth",
    ]);
    expect((await volatilityRatios({ session: session(0.1, 0), book }, VIEW, asked)).size).toBe(0);
  });
});
