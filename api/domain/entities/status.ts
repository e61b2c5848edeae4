import type { Fact, State } from "./fact.ts";

/** Operating state of a backstop or a market. */
export type OperatingStatus = "ACTIVE" | "PAUSED" | "SHUT_DOWN" | "DISABLED" | "RECOVERY_MODE";

/** A backstop or market changed its operating status. */
export type StatusChange = Fact & {
  /** Id of the backstop or market. */
  readonly subject: string;
  readonly status: OperatingStatus;
  /** Null for the first change of a market. */
  readonly previous: OperatingStatus | null;
  readonly reason: string | null;
};

/** A span during which a backstop or a market had one operating status, rebuilt from the changes up to the view's block. */
export type StatusInterval = State & {
  readonly protocol: string;
  /** Id of the backstop or market. */
  readonly subject: string;
  readonly status: OperatingStatus;
  /** Seconds since 1970-01-01 UTC. */
  readonly startedAt: bigint;
  /** Seconds since 1970-01-01 UTC; null while it lasts at the view's block. */
  readonly endedAt: bigint | null;
  readonly updatedOrdinal: bigint;
};
