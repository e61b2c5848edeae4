import type { Fact, State } from "./fact.ts";

/** What happened to a deficit. PENDING and UNPENDING leave the open amount as it is. */
export type DeficitAction = "CREATED" | "PENDING" | "UNPENDING" | "COVERED" | "SOCIALISED" | "WRITTEN_OFF";

/** Bad debt of a market in one asset at the view's block, rebuilt from its changes. */
export type Deficit = State & {
  readonly protocol: string;
  readonly market: string;
  readonly asset: string;
  readonly open: bigint;
  readonly pending: bigint;
  readonly created: bigint;
  readonly covered: bigint;
  readonly socialised: bigint;
  readonly writtenOff: bigint;
  readonly updatedOrdinal: bigint;
};

/** A deficit was recognised, promised, paid, socialised or given up. */
export type DeficitChange = Fact & {
  readonly market: string;
  readonly deficit: string;
  readonly asset: string;
  readonly action: DeficitAction;
  readonly amount: bigint;
  readonly excess: bigint;
  readonly openAfter: bigint;
  readonly pendingAfter: bigint;
  readonly account: string | null;
  readonly backstop: string | null;
  readonly claimsBefore: bigint | null;
};
