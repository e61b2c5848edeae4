import { UnknownEntityError } from "../domain/errors.ts";
import type { Book } from "../solvency/book.ts";
import type { LedgerSession } from "./ledger-session.ts";
import type { View } from "./ports.ts";
import type { Provenance } from "./provenance.ts";
import type { ViewRequest } from "./resolve-view.ts";
import { priceAgeOf } from "./valuation.ts";

/** The book of a protocol as of a block, and how old its prices may be: what all its metrics are computed from. */
export type SolvencyScope = {
  readonly view: View;
  readonly book: Book;
  /** Seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

/** The root of a protocol's metrics. */
export type SolvencyAnswer = SolvencyScope & { readonly provenance: Provenance };

/**
 * Loads what the metrics of a protocol are computed from.
 *
 * @throws {UnknownEntityError} when the ledger does not know the protocol at that block.
 */
export async function loadSolvency(
  session: LedgerSession,
  request: ViewRequest & {
    readonly protocol: string;
    readonly maxPriceAgeSeconds?: number | null | undefined;
  },
): Promise<SolvencyAnswer> {
  const view = await session.view(request);
  const maxPriceAge = priceAgeOf(request.maxPriceAgeSeconds ?? null);
  const id = await protocolId(session, view, request.protocol);
  const book = await session.loaders.book.load({ view, id });
  const params = { protocol: request.protocol, maxPriceAgeSeconds: request.maxPriceAgeSeconds ?? null };
  const provenance = await session.provenance(view, { metric: "solvency", params });
  return { view, book, maxPriceAge, provenance };
}

async function protocolId(session: LedgerSession, view: View, slug: string): Promise<string> {
  const conditions = [{ field: "slug", operator: "in" as const, values: [slug] }];
  const [found] = await session.reader.fields("protocol", ["id"], { view, conditions });
  if (found !== undefined) return found.id;
  throw new UnknownEntityError(
    `No protocol "${slug}" on "${view.network}" at block ${view.block.number}. \`protocols\` lists those that are indexed.`,
  );
}
