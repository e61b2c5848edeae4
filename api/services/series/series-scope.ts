import type { Book } from "../../solvency/book.ts";
import type { Subject } from "../../solvency/series/series-metric.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { BlockRef, View } from "../ports.ts";
import type { SeriesPorts } from "./series-ports.ts";
import type { SeriesQuery } from "./series-query.ts";

/** Everything that the parts of a series are computed with. */
export type SeriesScope = {
  readonly session: LedgerSession;
  readonly ports: SeriesPorts;
  readonly query: SeriesQuery;
  readonly view: View;
  readonly subject: Subject;
  /** The subject's protocol at the view's block. */
  readonly end: Book;
  /** Last known block that no reorg reaches any more; null when there is none. */
  readonly finalBlock: BlockRef | null;
};
