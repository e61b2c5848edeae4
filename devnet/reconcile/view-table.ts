import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import type { BalanceRow, Book, DeficitRow, PositionRow } from "./book.ts";
import type { ChainReader } from "./chain-reader.ts";

/** Which number of a row is compared. */
export type Quantity =
  | "BALANCE"
  | "PENDING_OUTFLOW"
  | "ENCUMBERED"
  | "DISABLED"
  | "SHARES"
  | "PENDING_SHARES"
  | "DEFICIT_OPEN"
  | "DEFICIT_PENDING"
  | "POSITION_COLLATERAL"
  | "POSITION_DEBT"
  | "POSITION_DEBT_SHARES"
  | "POSITION_SIZE";

/** A contract's own view of a number. */
export interface View {
  /** The call for people, such as `ERC20.balanceOf(0x…) of 0x…`. */
  readonly call: string;
  /** Reads it, in the unit of the ledger's number. */
  readonly read: (chain: ChainReader) => Promise<bigint>;
}

/** No view of the contracts is this number. */
export interface NoView {
  readonly reason: string;
}

/** A number of the ledger and where the contracts state it. */
export interface Comparison {
  readonly quantity: Quantity;
  readonly ledger: bigint;
  readonly view: View | NoView;
  /** The ledger does not see every flow of it, and says so: a difference is no error of the ledger. */
  readonly isPartial?: boolean;
}

/** What surrounds a row: the other rows of the block, and the contracts of the network. */
export interface Surroundings {
  readonly book: Book;
  readonly network: NetworkConfig;
}

/** Says for one protocol which view is which number; what is left out has no view and no reason yet. */
export interface ViewTable {
  readonly protocol: string;
  readonly balance?: (row: BalanceRow, around: Surroundings) => readonly Comparison[];
  readonly deficit?: (row: DeficitRow, around: Surroundings) => readonly Comparison[];
  readonly position?: (row: PositionRow, around: Surroundings) => readonly Comparison[];
}

/** Where a view is and how its answer is read. */
export interface ViewAt {
  readonly of: string;
  readonly args?: readonly unknown[];
  /** Place of the 32-byte word in the answer, from 0. */
  readonly word?: number;
  readonly isSigned?: boolean;
}

/**
 * Makes a view of one call.
 *
 * @param call - Contract, name and types of the arguments, such as `ERC20.balanceOf(address)`.
 */
export function view(call: string, { of, args = [], word = 0, isSigned = false }: ViewAt): View {
  const target = { to: of, signature: call.slice(call.indexOf(".") + 1), args };
  return {
    call: describeCall(call, of, args),
    read: (chain) => (isSigned ? chain.int(target, word) : chain.uint(target, word)),
  };
}

/** Writes a call for people: `ERC20.balanceOf(0x…) of 0x…`. */
export function describeCall(call: string, of: string, args: readonly unknown[]): string {
  return `${call.slice(0, call.indexOf("("))}(${args.map(String).join(", ")}) of ${of}`;
}

/** Says that no view is this number, and why. */
export function noView(reason: string): NoView {
  return { reason };
}

/** Balance of a token. */
export function tokenBalance(token: string, holder: string): View {
  return view("ERC20.balanceOf(address)", { of: token, args: [holder] });
}

/** Name of the contract that the network's file has at an address; null when it has none. */
export function contractAt({ network }: Surroundings, protocol: string, address: string): string | null {
  const source = network.sources.find(
    (one) => one.protocol === protocol && one.address.toLowerCase() === address.toLowerCase(),
  );
  return source?.contract ?? null;
}
