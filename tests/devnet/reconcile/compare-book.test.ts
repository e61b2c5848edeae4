import { describe, expect, test } from "vitest";
import {
  balance,
  COMET,
  compare,
  deficit,
  FUND,
  finding,
  market,
  TOKEN,
} from "../../support/reconcile/book-fixture.ts";

describe("compareBook", () => {
  test("default: equal is MATCH, anything else is MISMATCH with ledger − chain", async () => {
    const rows = { balances: [balance("perp")] };
    const call = `${TOKEN} balanceOf(${FUND})`;
    expect(await compare(rows, { [call]: [100n] })).toEqual([finding("BALANCE", 100n, 100n, "MATCH")]);
    expect(await compare(rows, { [call]: [101n] })).toEqual([finding("BALANCE", 100n, 101n, "MISMATCH")]);
  });

  test("behavior: a balance that the ledger calls PARTIAL shows its residual and is no mismatch", async () => {
    const row = balance("compound-v3", { source: "PARTIAL" });
    const of = { ...row.backstop, contract: COMET, market: market("0x01", COMET) };
    const found = await compare(
      { balances: [{ ...row, backstop: of }] },
      { [`${COMET} getReserves()`]: [-4n] },
    );
    expect(found).toEqual([finding("BALANCE", 100n, -4n, "PARTIAL")]);
  });

  test("behavior: a revert is UNREADABLE and a missing view NO_VIEW, never zero", async () => {
    expect(await compare({ balances: [balance("perp")] }, {})).toEqual([
      finding("BALANCE", 100n, null, "UNREADABLE"),
    ]);
    expect(await compare({ balances: [balance("unheard-of")] }, {})).toEqual([
      finding("BALANCE", 100n, null, "NO_VIEW"),
    ]);
    expect(await compare({ deficits: [deficit("keep")] }, {})).toEqual([
      finding("DEFICIT_OPEN", 7n, null, "NO_VIEW"),
    ]);
  });

  test("behavior: a row that the ledger names only later counts as zero", async () => {
    const later = { balances: [balance("perp")] };
    const call = `${TOKEN} balanceOf(${FUND})`;
    expect(await compare({}, { [call]: [5n] }, { later })).toEqual([finding("BALANCE", 0n, 5n, "MISMATCH")]);
    expect(await compare({}, {}, { later })).toEqual([]);
  });
});
