import type { BalanceRow, Book, DeficitRow, PositionRow } from "../../../devnet/reconcile/book.ts";
import type { ChainReader, ViewCall } from "../../../devnet/reconcile/chain-reader.ts";
import { compareBook } from "../../../devnet/reconcile/compare-book.ts";
import { UnreadableViewError } from "../../../devnet/reconcile/errors.ts";
import { viewTables } from "../../../devnet/reconcile/view-tables.ts";
import type { SourceConfig } from "../../../subgraph/manifest/network.ts";

/** Addresses that rows and answers share. */
export const FUND = "0x00000000000000000000000000000000000000f0";
export const TOKEN = "0x0000000000000000000000000000000000000070";
export const OWNER = "0x00000000000000000000000000000000000000a1";
export const COMET = "0x00000000000000000000000000000000000000c0";

/** Block at which everything is compared. */
export const BLOCK = 5n;

/** Answers by `to name(args)`; words by place. A view that is not among them reverts. */
export function chainWith(answers: Readonly<Record<string, readonly bigint[]>>): ChainReader {
  const word = async ({ to, signature, args }: ViewCall, index = 0) => {
    const key = `${to} ${signature.slice(0, signature.indexOf("("))}(${args.map(String).join(",")})`;
    const found = answers[key]?.[index];
    if (found === undefined) throw new UnreadableViewError(`${key} reverts`);
    return found;
  };
  const reader = {
    block: { number: BLOCK, hash: "0x" },
    uint: word,
    uints: (calls: readonly ViewCall[], index = 0) => Promise.all(calls.map((call) => word(call, index))),
    int: word,
    address: async (call: ViewCall) => addressOf(await word(call)),
  };
  return reader as unknown as ChainReader;
}

/** Writes a word as an address. */
export function addressOf(value: bigint): string {
  return `0x${value.toString(16).padStart(40, "0")}`;
}

/** A balance of 100 units. */
export function balance(
  protocol: string,
  fields: Partial<BalanceRow> & { source?: string } = {},
): BalanceRow {
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
    pendingOutflow: 0n,
    encumbered: 0n,
    disabled: 0n,
    shares: null,
    pendingShares: null,
    ...rest,
  };
}

/** A market. */
export function market(key: string, contract: string, collateralAsset: string | null = TOKEN) {
  return { id: key, name: "Market", contract, collateralAsset };
}

/** A deficit of 7 units. */
export function deficit(protocol: string, fields: Partial<DeficitRow> = {}): DeficitRow {
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

/** A position of 10 units of collateral and 20 of debt. */
export function position(protocol: string, fields: Partial<PositionRow> = {}): PositionRow {
  const row = { id: "0xe1", protocol, market: market("0xe0", COMET), account: OWNER };
  return { ...row, collateral: 10n, debt: 20n, debtShares: null, size: null, ...fields };
}

function book(rows: Partial<Book>): Book {
  return { known: null, balances: [], deficits: [], positions: [], ...rows };
}

/** A contract of the network. */
export function source(protocol: string, contract: string, address: string): SourceConfig {
  return { protocol, contract, address, startBlock: 1, context: {} };
}

/** Compares rows with what contracts answer. */
export async function compare(
  rows: Partial<Book>,
  answers: Readonly<Record<string, readonly bigint[]>>,
  options: { readonly later?: Partial<Book>; readonly sources?: readonly SourceConfig[] } = {},
) {
  const network = { name: "test", graphNetwork: "test", chainId: 1, sources: options.sources ?? [] };
  const around = { book: book(rows), network };
  const later = book(options.later ?? rows);
  const findings = await compareBook(later, around, viewTables(around.network), chainWith(answers));
  return findings.map(({ quantity, ledger, chain, residual, status }) => ({
    quantity,
    ledger,
    chain,
    residual,
    status,
  }));
}

/** What a comparison is expected to give. */
export const finding = (quantity: string, ledger: bigint, chain: bigint | null, status: string) => ({
  quantity,
  ledger,
  chain,
  residual: chain === null ? null : ledger - chain,
  status,
});
