import type { StressBook } from "../../stress/book/stress-book.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { SolvencyScope } from "../solvency.ts";
import { loadStressBook } from "./load-stress-book.ts";

const LOADED = new WeakMap<SolvencyScope["book"], Map<bigint | null, Promise<StressBook>>>();

/** Loads the stress book of a scope, once for all fields of a request that ask for it. */
export function stressBookOf(session: LedgerSession, scope: SolvencyScope): Promise<StressBook> {
  const byAge = LOADED.get(scope.book) ?? new Map<bigint | null, Promise<StressBook>>();
  LOADED.set(scope.book, byAge);
  const loaded = byAge.get(scope.maxPriceAge) ?? loadStressBook(session, scope);
  byAge.set(scope.maxPriceAge, loaded);
  return loaded;
}
