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

describe("views of funds and pools", () => {
  test("behavior: keep: shares and the queue are those of the pool's own token", async () => {
    const rows = { balances: [balance("keep", { shares: 50n, pendingShares: 3n })] };
    const shares = addressOf(0x5n);
    const answers = {
      [`${TOKEN} balanceOf(${FUND})`]: [100n],
      [`${FUND} underwriterToken()`]: [0x5n],
      [`${shares} totalSupply()`]: [50n],
      [`${shares} balanceOf(${FUND})`]: [4n],
    };
    expect(await compare(rows, answers)).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("SHARES", 50n, 50n, "MATCH"),
      finding("PENDING_SHARES", 3n, 4n, "MISMATCH"),
    ]);
  });

  test("behavior: cozy: one sum for each asset of a module", async () => {
    const answers = { [`${FUND} assetPools(${TOKEN})`]: [100n] };
    expect(await compare({ balances: [balance("cozy")] }, answers)).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
    ]);
    expect(await compare({ balances: [balance("cozy", { source: "PARTIAL" })] }, answers)).toEqual([
      finding("BALANCE", 100n, null, "NO_VIEW"),
    ]);
  });

  test("behavior: reserve: a seizure is inferred, so a residual of the balance is PARTIAL", async () => {
    const rows = { balances: [balance("reserve", { shares: 9n, source: "SNAPSHOT" })] };
    const answers = {
      [`${FUND} getStakeRSR()`]: [60n],
      [`${FUND} getDraftRSR()`]: [41n],
      [`${FUND} totalSupply()`]: [9n],
    };
    expect(await compare(rows, answers)).toEqual([
      finding("BALANCE", 100n, 101n, "PARTIAL"),
      finding("SHARES", 9n, 9n, "MATCH"),
    ]);
  });

  test("behavior: curve-pegkeeper: what a keeper provided is its debt to the stablecoin", async () => {
    const backstop = { ...balance("curve-pegkeeper").backstop, market: market("0x01", TOKEN, null) };
    const rows = { balances: [{ ...balance("curve-pegkeeper"), backstop }] };
    expect(await compare(rows, { [`${FUND} debt()`]: [100n] })).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
    ]);
  });

  test("behavior: opyn-gamma: the stored balance of the margin pool", async () => {
    const answers = { [`${FUND} getStoredBalance(${TOKEN})`]: [100n] };
    expect(await compare({ balances: [balance("opyn-gamma", { encumbered: 90n })] }, answers)).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("ENCUMBERED", 90n, null, "NO_VIEW"),
    ]);
  });

  test("behavior: perp-v2: of the account and the vault's hole one is zero", async () => {
    const unit = "0x00000000000000000000000000000000000000ab";
    const context = { insuranceFund: FUND, tokenDecimals: 6 };
    const sources = [
      { ...source("perp-v2", "Vault", COMET), context },
      source("perp-v2", "AccountBalance", unit),
    ];
    const account = (settled: bigint, owed: bigint) => ({
      [`${COMET} getBalance(${FUND})`]: [settled],
      [`${unit} getPnlAndPendingFee(${FUND})`]: [owed],
      [`${TOKEN} balanceOf(${FUND})`]: [100n],
    });
    const wallet = balance("perp-v2");
    const held = (amount: bigint) => ({
      ...balance("perp-v2", { balance: amount }),
      asset: { id: unit, symbol: "USD" },
    });
    const hole = (open: bigint) => deficit("perp-v2", { asset: { id: unit, symbol: "USD" }, open });
    const rich = { balances: [wallet, held(3_000_000_000_005n)], deficits: [hole(0n)] };
    expect(await compare(rich, account(3n, 5n), { sources })).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
      finding("BALANCE", 3_000_000_000_005n, 3_000_000_000_005n, "MATCH"),
      finding("DEFICIT_OPEN", 0n, 0n, "MATCH"),
    ]);
    const poor = { balances: [held(0n)], deficits: [hole(2_999_999_999_995n)] };
    expect(await compare(poor, account(-3n, 5n), { sources })).toEqual([
      finding("BALANCE", 0n, 0n, "MATCH"),
      finding("DEFICIT_OPEN", 2_999_999_999_995n, 2_999_999_999_995n, "MATCH"),
    ]);
  });

  test("behavior: perp-v2: signed sizes of takers, by base token", async () => {
    const rows = {
      positions: [position("perp-v2", { market: market(`0x70${TOKEN.slice(2)}`, FUND, COMET), size: -4n })],
    };
    const answers = { [`${COMET} getTakerPositionSize(${OWNER},${TOKEN})`]: [-4n] };
    expect(await compare(rows, answers)).toEqual([finding("POSITION_SIZE", -4n, -4n, "MATCH")]);
  });

  test("behavior: hegic: the pool's own totals", async () => {
    const rows = { balances: [balance("hegic", { encumbered: 30n, shares: 9n })] };
    const answers = {
      [`${FUND} totalBalance()`]: [100n],
      [`${FUND} lockedAmount()`]: [30n],
      [`${FUND} totalSupply()`]: [9n],
    };
    expect((await compare(rows, answers)).map(({ status }) => status)).toEqual(Array(3).fill("MATCH"));
  });

  test("behavior: perp: margin and signed size as the clearing house stores them", async () => {
    const rows = {
      positions: [position("perp", { market: market("0x01", FUND, COMET), size: -6n })],
    };
    const answers = { [`${COMET} getUnadjustedPosition(${FUND},${OWNER})`]: [-6n, 10n] };
    expect(await compare(rows, answers)).toEqual([
      finding("POSITION_COLLATERAL", 10n, 10n, "MATCH"),
      finding("POSITION_SIZE", -6n, -6n, "MATCH"),
    ]);
  });

  test("behavior: gearbox and hegic-hardcore: token balances", async () => {
    const answers = { [`${TOKEN} balanceOf(${FUND})`]: [100n] };
    for (const protocol of ["gearbox", "hegic-hardcore"]) {
      expect(await compare({ balances: [balance(protocol)] }, answers)).toEqual([
        finding("BALANCE", 100n, 100n, "MATCH"),
      ]);
    }
  });

  test("behavior: nexus: the token controller's deposits of a staking pool, by its number", async () => {
    const answers = {
      [`${FUND} tokenController()`]: [0x9n],
      [`${FUND} getPoolId()`]: [22n],
      [`${addressOf(0x9n)} stakingPoolNXMBalances(22)`]: [5n, 100n],
    };
    expect(await compare({ balances: [balance("nexus")] }, answers)).toEqual([
      finding("BALANCE", 100n, 100n, "MATCH"),
    ]);
    expect(await compare({ balances: [balance("nexus", { source: "PARTIAL" })] }, answers)).toEqual([
      finding("BALANCE", 100n, null, "NO_VIEW"),
    ]);
  });
});
