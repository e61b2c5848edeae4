import { describe, expect, test } from "vitest";
import {
  balance,
  compare,
  deficit,
  FUND,
  finding,
  source,
  TOKEN,
} from "../../support/reconcile/book-fixture.ts";

const QUOTE = { ...source("lyra", "LiquidityPool", FUND), context: { quote: TOKEN } };
const BASE = "0x00000000000000000000000000000000000000ba";

describe("views of Lyra", () => {
  test("default: quote is bound in three ways, and carries the shares", async () => {
    const rows = {
      balances: [balance("lyra", { encumbered: 60n, shares: 90n, pendingShares: 4n })],
      deficits: [deficit("lyra", { open: 0n })],
    };
    const answers = {
      [`${TOKEN} balanceOf(${FUND})`]: [100n],
      [`${FUND} totalOutstandingSettlements()`]: [10n],
      [`${FUND} totalQueuedDeposits()`]: [20n],
      [`${FUND} lockedCollateral()`]: [30n, 7n],
      [`${FUND} getTotalTokenSupply()`]: [90n],
      [`${FUND} totalQueuedWithdrawals()`]: [5n],
    };
    expect(await compare(rows, answers, { sources: [QUOTE] })).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("ENCUMBERED", 60n, 60n, "MATCH"),
      finding("SHARES", 90n, 90n, "MATCH"),
      finding("PENDING_SHARES", 4n, 5n, "MISMATCH"),
      finding("DEFICIT_OPEN", 0n, null, "NO_VIEW"),
    ]);
  });

  test("behavior: base is bound where calls lock it, and has no shares", async () => {
    const rows = { balances: [balance("lyra", { asset: { id: BASE, symbol: "sETH" }, encumbered: 7n })] };
    const answers = { [`${BASE} balanceOf(${FUND})`]: [100n], [`${FUND} lockedCollateral()`]: [30n, 7n] };
    expect(await compare(rows, answers, { sources: [QUOTE] })).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("ENCUMBERED", 7n, 7n, "MATCH"),
    ]);
  });
});
