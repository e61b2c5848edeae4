import type { Hex } from "viem";

/** What a log says. */
export interface LogContent {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** What a contract answers to a call from now on. */
export interface Answer {
  readonly to: Hex;
  readonly data: Hex;
  readonly result: Hex;
}

/** The logs of one transaction, and the answers that its handlers will ask for. */
export interface Transaction {
  readonly logs: readonly LogContent[];
  readonly answers?: readonly Answer[];
}

/** Makes a transaction when it is put into a block of this time, in seconds. */
export type Step = (timestamp: number) => Transaction;

/** Transactions that belong together and come in this order, such as the life of one auction. */
export type Story = readonly Step[];

/** Returns a step whose transaction does not depend on its time. */
export function always(...logs: readonly LogContent[]): Step {
  return () => ({ logs });
}
