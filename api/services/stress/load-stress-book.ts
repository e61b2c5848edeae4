import { TERM_PARAMETERS } from "../../stress/book/market-terms.ts";
import type { StressBook } from "../../stress/book/stress-book.ts";
import { StressBookBuilder } from "../../stress/book/stress-book-builder.ts";
import type { LedgerSession } from "../ledger-session.ts";
import type { SolvencyScope } from "../solvency.ts";

/**
 * Loads all that a stress test of a protocol needs: one query for the parameters, one for the lending states, and one for
 * some thousand positions.
 */
export async function loadStressBook(
  { reader }: LedgerSession,
  { view, book, maxPriceAge }: SolvencyScope,
): Promise<StressBook> {
  const ids = [book.protocol.id];
  const [parameters, lending] = await Promise.all([
    reader.lastParameters(view, ids, TERM_PARAMETERS),
    reader.byReference("lendingState", "protocol", view, ids),
  ]);
  const { network, block } = view;
  const parts = { book, network, blockNumber: block.number, maxPriceAge, parameters, lending };
  const builder = new StressBookBuilder(parts);
  for await (const positions of reader.openPositions(view, ids)) {
    for (const position of positions) builder.add(position);
  }
  return builder.result();
}
