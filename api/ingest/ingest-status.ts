import type { Checkpoint } from "../store/checkpoints.ts";
import type { SubgraphHead } from "./head.ts";

/**
 * What the ingest of a network is doing. `syncing`: on the way to the subgraph's head. `live`: at the head.
 * `lagging`: at the head, but the subgraph itself is behind: its head is too old, or below what was read before.
 * `stalled`: the endpoint gives no usable answer. `halted`: it answers, but cannot go on without somebody's help.
 */
export type IngestState = "syncing" | "live" | "lagging" | "stalled" | "halted";

/** How far the ingest of one network is. */
export interface IngestStatus {
  readonly network: string;
  readonly state: IngestState;
  /** When the state began, milliseconds since 1970. */
  readonly since: number;
  /** Head of the subgraph when last asked; null before the first answer. */
  readonly head: SubgraphHead | null;
  /** Last block that the store holds completely; null before the first commit. */
  readonly ingested: Checkpoint | null;
  /** Blocks from the ingested one to the subgraph's head, negative for a subgraph below it; null while either is unknown. */
  readonly lagBlocks: bigint | null;
  /** Rows written since the start. */
  readonly rowCount: number;
  /** Rows a second over about the last ten seconds; null before the first commit. */
  readonly rowsPerSecond: number | null;
  /** Seconds until the head is reached at the present pace, 0 at the head; null while nothing can be said. */
  readonly secondsLeft: number | null;
  /** Reorganisations rolled back since the start. */
  readonly rollbackCount: number;
  /** Why the state is neither syncing nor live, without secrets; null while it is. */
  readonly lastError: IngestFailure | null;
}

/** Something that went wrong. */
export interface IngestFailure {
  readonly name: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
