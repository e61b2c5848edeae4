import type { CanonicalValue } from "../../domain/canonical-json.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { View } from "../ports.ts";
import type { SeriesPorts } from "../series/series-ports.ts";

/** What the input of a job is loaded from. */
export type JobScope = {
  readonly session: LedgerSession;
  readonly series: SeriesPorts;
  /** At the job's block. */
  readonly view: View;
};

/** Loads what a computation in a worker thread is given, from what the job was asked for. */
export type LoadInput = (scope: JobScope, args: CanonicalValue) => Promise<unknown>;
