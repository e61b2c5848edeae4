import type { JobQueue } from "../services/jobs/job-ports.ts";
import type { LedgerSession } from "../services/ledger-session.ts";
import type { ApiMeta } from "../services/network-meta.ts";
import type { ReconciliationReader } from "../services/reconciliation-reader.ts";
import type { SeriesPorts } from "../services/series/series-ports.ts";

/** What every resolver gets; made anew for each request. */
export type GraphqlContext = {
  readonly session: LedgerSession;
  readonly loadMeta: () => Promise<ApiMeta>;
  readonly reconciliations: ReconciliationReader;
  readonly series: SeriesPorts;
  readonly jobs: JobQueue;
  /** Named in masked errors and in the log, so that both can be found together. */
  readonly requestId: string;
};
