/** Parts of a book that facts change; what a metric does not read need not be followed. */
export type BookPart = (typeof BOOK_PARTS)[number];

/** Every part. */
export const BOOK_PARTS = [
  "flows",
  "deficits",
  "positions",
  "prices",
  "statuses",
  "liquidations",
  "skips",
] as const;

/** Facts of one step (a block, or a bucket of time) about one thing, added up. */
type Step = {
  /** Number of the block, or the key of the bucket; grows with time. */
  readonly step: bigint;
  /** Facts that were added up. */
  readonly facts: bigint;
  /** Block of the last of them. */
  readonly blockNumber: bigint;
  readonly blockHash: string;
  /** Time of that block, seconds since 1970-01-01 UTC. */
  readonly timestamp: bigint;
};

/** A balance after the last flow of the step, and the flows' sums. */
export type BalanceChange = Step & {
  readonly part: "flows";
  readonly backstop: string;
  readonly asset: string;
  readonly balance: bigint;
  readonly pendingOutflow: bigint;
  readonly encumbered: bigint;
  readonly disabled: bigint;
  readonly shares: bigint | null;
  readonly pendingShares: bigint | null;
  /** Sum of IN flows. */
  readonly inflow: bigint;
  /** Sum of OUT flows. */
  readonly outflow: bigint;
  /** Ordinal of the last flow. */
  readonly updatedOrdinal: bigint;
};

/** A deficit after the last change of the step, and the changes' sums. */
export type DeficitStep = Step & {
  readonly part: "deficits";
  readonly deficit: string;
  readonly open: bigint;
  readonly pending: bigint;
  readonly created: bigint;
  readonly covered: bigint;
  readonly socialised: bigint;
  readonly writtenOff: bigint;
  /** Ordinal of the last change. */
  readonly updatedOrdinal: bigint;
};

/** By how much the sums over a market's open positions moved, signed. */
export type ExposureChange = Step & {
  readonly part: "positions";
  readonly market: string;
  readonly positions: bigint;
  readonly collateral: bigint;
  readonly debt: bigint;
  readonly long: bigint;
  readonly short: bigint;
};

/** The last observation of a feed. */
export type PriceChange = Step & {
  readonly part: "prices";
  readonly feed: string;
  readonly decimals: number;
  readonly price: bigint | null;
  readonly status: string;
  readonly observedAt: bigint;
  readonly ordinal: bigint;
};

/** The last status of a backstop or a market. */
export type StatusStep = Step & {
  readonly part: "statuses";
  readonly subject: string;
  readonly status: string;
};

/** Liquidations of a market; `facts` is their number. */
export type LiquidationCount = Step & { readonly part: "liquidations"; readonly market: string };

/** Skipped logs of the protocol; `facts` is their number. */
export type SkipCount = Step & { readonly part: "skips" };

/** What one step did to one thing in a book. */
export type BookChange =
  | BalanceChange
  | DeficitStep
  | ExposureChange
  | PriceChange
  | StatusStep
  | LiquidationCount
  | SkipCount;

/** Everything that one step did. */
export type BookStep = Step & { readonly changes: readonly BookChange[] };

/** Adds up the changes of each step, in the order of the steps. */
export function stepsOf(changes: readonly BookChange[]): BookStep[] {
  const steps = new Map<bigint, BookChange[]>();
  for (const change of changes) {
    const known = steps.get(change.step);
    if (known === undefined) steps.set(change.step, [change]);
    else known.push(change);
  }
  return [...steps.values()].map(stepOf).sort((a, b) => (a.step < b.step ? -1 : 1));
}

function stepOf(changes: readonly BookChange[]): BookStep {
  const last = changes.reduce((a, b) => (b.blockNumber > a.blockNumber ? b : a));
  const { step, blockNumber, blockHash, timestamp } = last;
  const facts = changes.reduce((sum, change) => sum + change.facts, 0n);
  return { step, facts, blockNumber, blockHash, timestamp, changes };
}
