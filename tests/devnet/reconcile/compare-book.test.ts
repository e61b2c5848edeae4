import { describe, expect, test } from "vitest";
import type { BalanceRow, Book, DeficitRow, PositionRow } from "../../../devnet/reconcile/book.ts";
import type { ChainReader, ViewCall } from "../../../devnet/reconcile/chain-reader.ts";
import { compareBook } from "../../../devnet/reconcile/compare-book.ts";
import { UnreadableViewError } from "../../../devnet/reconcile/errors.ts";
import { VIEW_TABLES } from "../../../devnet/reconcile/view-tables.ts";

const FUND = "0x00000000000000000000000000000000000000f0";
const TOKEN = "0x0000000000000000000000000000000000000070";
const OWNER = "0x00000000000000000000000000000000000000a1";
const COMET = "0x00000000000000000000000000000000000000c0";

/** Answers by `to name(args)`; words by place. A view that is not among them reverts. */
function chainWith(answers: Readonly<Record<string, readonly bigint[]>>): ChainReader {
  const word = async ({ to, signature, args }: ViewCall, index = 0) => {
    const key = `${to} ${signature.slice(0, signature.indexOf("("))}(${args.map(String).join(",")})`;
    const found = answers[key]?.[index];
    if (found === undefined) throw new UnreadableViewError(`${key} reverts`);
    return found;
  };
  const reader = { uint: word, int: word, address: async (call: ViewCall) => addressOf(await word(call)) };
  return reader as unknown as ChainReader;
}

function addressOf(value: bigint): string {
  return `0x${value.toString(16).padStart(40, "0")}`;
}

function balance(protocol: string, fields: Partial<BalanceRow> & { source?: string } = {}): BalanceRow {
  const { source = "FLOWS", ...rest } = fields;
  return {
    id: "0xb1",
    protocol,
    backstop: {
      id: "0xb0",
      name: "Fund",
      kind: "STATIC_INSURANCE_FUND",
      contract: FUND,
      balanceSource: source,
      market: null,
    },
    asset: { id: TOKEN, symbol: "USD" },
    balance: 100n,
    encumbered: 0n,
    shares: null,
    pendingShares: null,
    ...rest,
  };
}

function market(key: string, contract: string, collateralAsset: string | null = TOKEN) {
  return { id: key, name: "Market", contract, collateralAsset };
}

function deficit(protocol: string, fields: Partial<DeficitRow> = {}): DeficitRow {
  return {
    id: "0xd1",
    protocol,
    market: market("0xd0", COMET),
    asset: { id: TOKEN, symbol: "USD" },
    open: 7n,
    pending: 0n,
    ...fields,
  };
}

function position(protocol: string, fields: Partial<PositionRow> = {}): PositionRow {
  const row = { id: "0xe1", protocol, market: market("0xe0", COMET), account: OWNER };
  return { ...row, collateral: 10n, debt: 20n, debtShares: null, size: null, ...fields };
}

function book(rows: Partial<Book>): Book {
  return { known: null, balances: [], deficits: [], positions: [], ...rows };
}

function source(protocol: string, contract: string, address: string) {
  return { protocol, contract, address, startBlock: 1, context: {} };
}

async function compare(
  rows: Partial<Book>,
  answers: Readonly<Record<string, readonly bigint[]>>,
  options: { readonly later?: Partial<Book>; readonly sources?: ReturnType<typeof source>[] } = {},
) {
  const network = { name: "test", graphNetwork: "test", chainId: 1, sources: options.sources ?? [] };
  const around = { book: book(rows), network };
  const later = book(options.later ?? rows);
  const findings = await compareBook(later, around, VIEW_TABLES, chainWith(answers));
  return findings.map(({ quantity, ledger, chain, residual, status }) => ({
    quantity,
    ledger,
    chain,
    residual,
    status,
  }));
}

const finding = (quantity: string, ledger: bigint, chain: bigint | null, status: string) => ({
  quantity,
  ledger,
  chain,
  residual: chain === null ? null : ledger - chain,
  status,
});

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

describe("which view is which number", () => {
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
});
