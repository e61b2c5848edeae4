import type { LedgerSession } from "../services/ledger-session.ts";
import type { ApiMeta } from "../services/network-meta.ts";

/** What every resolver gets; made anew for each request. */
export type GraphqlContext = {
  readonly session: LedgerSession;
  readonly loadMeta: () => Promise<ApiMeta>;
  /** Named in masked errors and in the log, so that both can be found together. */
  readonly requestId: string;
};
