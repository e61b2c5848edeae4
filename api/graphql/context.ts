import type { LedgerSession } from "../services/ledger-session.ts";
import type { ApiMeta } from "../services/network-meta.ts";
import type { ReconciliationReader } from "../services/reconciliation-reader.ts";

/** What every resolver gets; made anew for each request. */
export type GraphqlContext = {
  readonly session: LedgerSession;
  readonly loadMeta: () => Promise<ApiMeta>;
  readonly reconciliations: ReconciliationReader;
  /** Named in masked errors and in the log, so that both can be found together. */
  readonly requestId: string;
};
