import type { Fact, State } from "./fact.ts";

/** A layer of loss-absorbing capital or a machine that resolves losses. */
export type Backstop = State & {
  readonly protocol: string;
  readonly kind: string;
  readonly layer: string;
  readonly rank: number;
  readonly name: string;
  readonly contract: string;
  readonly market: string | null;
  readonly balanceSource: string;
  /** At the view's block. */
  readonly status: string;
};

/** What a backstop holds of one asset at the view's block, rebuilt from its flows. */
export type BackstopBalance = State & {
  readonly backstop: string;
  readonly asset: string;
  /** State after the last flow; signed. */
  readonly balance: bigint;
  readonly pendingOutflow: bigint;
  readonly encumbered: bigint;
  readonly disabled: bigint;
  readonly shares: bigint | null;
  readonly pendingShares: bigint | null;
  /** Sum of IN flows. */
  readonly cumulativeIn: bigint;
  /** Sum of OUT flows. */
  readonly cumulativeOut: bigint;
  readonly flowCount: bigint;
  readonly updatedOrdinal: bigint;
};

/**
 * What one provider has asked back from a backstop and not yet received. The row of a view exists only where nothing
 * changed it after the view's block.
 */
export type WithdrawalRequest = State & {
  readonly backstop: string;
  readonly account: string;
  /** In the pool's own share unit; zero once they were paid. */
  readonly shares: bigint;
  /** When the provider last asked, seconds since 1970-01-01 UTC. */
  readonly requestedAt: bigint;
  readonly updatedOrdinal: bigint;
};

/** Direction of a flow: only IN and OUT change the balance. */
export type FlowDirection = "IN" | "OUT" | "HOLD" | "RELEASE";

/** Capital moved into, out of, or inside a backstop. */
export type FundFlow = Fact & {
  readonly step: number;
  readonly backstop: string;
  readonly asset: string;
  readonly direction: FlowDirection;
  readonly hold: string | null;
  readonly cause: string;
  readonly amount: bigint;
  readonly shares: bigint | null;
  readonly pendingShares: bigint | null;
  readonly balanceAfter: bigint;
  readonly pendingOutflowAfter: bigint;
  readonly encumberedAfter: bigint;
  readonly disabledAfter: bigint;
  readonly sharesAfter: bigint | null;
  readonly pendingSharesAfter: bigint | null;
  readonly account: string | null;
  readonly causedBy: string | null;
};
