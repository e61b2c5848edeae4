import type { NeedChange } from "../../../stress/deployment/needs.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import { ofProtocol, since } from "../../protocol-conditions.ts";
import type { SolvencyScope } from "../../solvency.ts";

const FIELDS = [
  "deficit",
  "market",
  "asset",
  "action",
  "amount",
  "excess",
  "openAfter",
  "timestamp",
] as const satisfies readonly (keyof NeedChange)[];

/** Loads all changes of a protocol's deficits from a moment on, in the order of the ledger; one query. */
export function loadNeedChanges(
  { reader }: LedgerSession,
  { view, book }: SolvencyScope,
  from: bigint,
): Promise<NeedChange[]> {
  const conditions = [ofProtocol(book.protocol.id), since(from)];
  return reader.fields("deficitChange", FIELDS, { view, conditions });
}
