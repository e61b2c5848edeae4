import { describe, expect, test } from "vitest";
import {
  addressOf,
  balance,
  COMET,
  compare,
  deficit,
  FUND,
  finding,
  market,
  OWNER,
  position,
  source,
  TOKEN,
} from "../../support/reconcile/book-fixture.ts";

describe("views of lenders and debt issuers", () => {
  test("behavior: aave: deficits of the pool, pending ones of Umbrella, stakes by their kind", async () => {
    const umbrella = "0x00000000000000000000000000000000000000d4";
    const sources = [source("aave", "Umbrella", umbrella), source("aave", "StakedToken", FUND)];
    const answers = {
      [`${COMET} getReserveDeficit(${TOKEN})`]: [7n],
      [`${umbrella} getPendingDeficit(${TOKEN})`]: [0n],
      [`${FUND} totalSupply()`]: [90n],
      [`${FUND} totalAssets()`]: [100n],
    };
    const staked = { balances: [balance("aave", { shares: 90n })] };
    expect(await compare({ deficits: [deficit("aave")] }, answers, { sources })).toEqual([
      finding("DEFICIT_OPEN", 7n, 7n, "MATCH"),
      finding("DEFICIT_PENDING", 0n, 0n, "MATCH"),
    ]);
    expect(await compare(staked, answers)).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("SHARES", 90n, 90n, "MATCH"),
    ]);
    expect(await compare(staked, answers, { sources })).toEqual([
      finding("BALANCE", 100n, null, "NO_VIEW"),
      finding("SHARES", 90n, 90n, "MATCH"),
    ]);
  });

  test("behavior: liquity-v1: debt and collateral of a trove, LUSD and ether of the pool", async () => {
    const pool = { ...balance("liquity-v1").backstop, market: market("0x01", COMET) };
    const lusd = { ...balance("liquity-v1"), backstop: pool, asset: { id: OWNER, symbol: "LUSD" } };
    const ether = { ...balance("liquity-v1", { id: "0xb2", balance: 3n }), backstop: pool };
    const rows = { balances: [lusd, ether], positions: [position("liquity-v1")] };
    const answers = {
      [`${FUND} getTotalLUSDDeposits()`]: [100n],
      [`${FUND} getETH()`]: [3n],
      [`${COMET} Troves(${OWNER})`]: [20n, 10n],
    };
    expect((await compare(rows, answers)).map(({ status }) => status)).toEqual(Array(4).fill("MATCH"));
  });

  test("behavior: liquity-v2: a trove in a batch has no debt of its own", async () => {
    const rows = { positions: [position("liquity-v2", { account: "0x07" })] };
    const words = (manager: bigint) => [20n, 10n, 0n, 1n, 0n, 0n, 0n, 0n, manager];
    const call = `${COMET} Troves(7)`;
    expect(await compare(rows, { [call]: words(0n) })).toEqual([
      finding("POSITION_COLLATERAL", 10n, 10n, "MATCH"),
      finding("POSITION_DEBT", 20n, 20n, "MATCH"),
    ]);
    expect((await compare(rows, { [call]: words(5n) }))[1]).toEqual(
      finding("POSITION_DEBT", 20n, null, "NO_VIEW"),
    );
  });

  test("behavior: maker: sin of the Vow is the open deficit and what the buffer holds back", async () => {
    const vow = "0x00000000000000000000000000000000000000e0";
    const sources = [source("maker", "Vow", FUND)];
    const buffer = balance("maker", { encumbered: 5n });
    const rows = { balances: [buffer], deficits: [deficit("maker", { market: market("0xd0", FUND) })] };
    const answers = { [`${TOKEN} dai(${FUND})`]: [100n], [`${TOKEN} sin(${FUND})`]: [12n] };
    expect(await compare(rows, answers, { sources })).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("DEFICIT_OPEN", 12n, 12n, "MATCH"),
    ]);
    const partial = { ...buffer, backstop: { ...buffer.backstop, contract: vow, balanceSource: "PARTIAL" } };
    const statuses = await compare({ ...rows, balances: [partial] }, { [`${TOKEN} sin(${FUND})`]: [1n] });
    expect(statuses.map(({ status }) => status)).toEqual(["NO_VIEW", "PARTIAL"]);
  });

  test("behavior: maker: coins of a peg module lie in the contract that it names", async () => {
    const answers = {
      [`${FUND} gemJoin()`]: [0x9n],
      [`${FUND} pocket()`]: [0x8n],
      [`${TOKEN} balanceOf(${addressOf(0x9n)})`]: [100n],
      [`${TOKEN} balanceOf(${addressOf(0x8n)})`]: [100n],
    };
    const backstop = { ...balance("maker").backstop, market: market("0x01", FUND) };
    const rows = { balances: [{ ...balance("maker"), backstop }] };
    for (const contract of ["Psm", "LitePsm"]) {
      const sources = [source("maker", contract, FUND)];
      expect(await compare(rows, answers, { sources })).toEqual([finding("BALANCE", 100n, 100n, "MATCH")]);
    }
  });

  test("behavior: compound-v3: collateral is exact, base positions have no view", async () => {
    const base = position("compound-v3", { market: market(`0x01${COMET.slice(2)}`, COMET) });
    const pledged = position("compound-v3", {
      id: "0xe2",
      market: market(`0x01${COMET.slice(2)}${TOKEN.slice(2)}`, COMET),
    });
    const answers = { [`${COMET} userCollateral(${OWNER},${TOKEN})`]: [10n] };
    expect(await compare({ positions: [base, pledged] }, answers)).toEqual([
      finding("POSITION_COLLATERAL", 10n, null, "NO_VIEW"),
      finding("POSITION_DEBT", 20n, null, "NO_VIEW"),
      finding("POSITION_COLLATERAL", 10n, 10n, "MATCH"),
    ]);
  });

  test("behavior: venus: bad debt of the vToken, the fund by pool and token", async () => {
    const backstop = { ...balance("venus").backstop, market: market("0x01", OWNER) };
    const rows = { balances: [{ ...balance("venus"), backstop }], deficits: [deficit("venus")] };
    const answers = {
      [`${FUND} poolAssetsFunds(${OWNER},${TOKEN})`]: [100n],
      [`${COMET} badDebt()`]: [7n],
    };
    expect((await compare(rows, answers)).map(({ status }) => status)).toEqual(["MATCH", "MATCH"]);
  });

  test("behavior: morpho-blue: positions in collateral and shares, by the market's own id", async () => {
    const id = "ab".repeat(32);
    const rows = {
      positions: [position("morpho-blue", { market: market(`0x6d${id}`, COMET), debtShares: 4n })],
    };
    const answers = { [`${COMET} position(0x${id},${OWNER})`]: [1n, 4n, 10n] };
    expect(await compare(rows, answers)).toEqual([
      finding("POSITION_COLLATERAL", 10n, 10n, "MATCH"),
      finding("POSITION_DEBT_SHARES", 4n, 4n, "MATCH"),
      finding("POSITION_DEBT", 20n, null, "NO_VIEW"),
    ]);
  });
});
