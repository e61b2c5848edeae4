import { UnknownEntityError } from "../../domain/errors.ts";
import type { Subject, SubjectKind } from "../../solvency/series/series-metric.ts";
import type { LedgerReader, View } from "../ports.ts";

/**
 * Finds what a series is about.
 *
 * @param id - Of a protocol, backstop or market, or slug of a protocol.
 * @throws {UnknownEntityError} when the ledger knows nothing of the kinds with that id.
 */
export async function findSubject(
  reader: LedgerReader,
  view: View,
  { id, kinds }: { readonly id: string; readonly kinds: readonly SubjectKind[] },
): Promise<Subject> {
  for (const kind of kinds) {
    const found = await FIND[kind](reader, view, id);
    if (found !== null) return { kind, ...found };
  }
  throw new UnknownEntityError(
    `No ${kinds.map((kind) => kind.toLowerCase()).join(" or ")} "${id.slice(0, 200)}" on "${view.network}" at block ${view.block.number}. ` +
      "Expected an id, or the slug of a protocol; `protocols`, `backstops` and `markets` list them.",
  );
}

type Found = Omit<Subject, "kind"> | null;

const FIND: Readonly<Record<SubjectKind, (reader: LedgerReader, view: View, id: string) => Promise<Found>>> =
  {
    PROTOCOL: async (reader, view, id) => {
      const byId = await reader.fields("protocol", ["id"], only(view, "id", id));
      const [found] =
        byId.length > 0 ? byId : await reader.fields("protocol", ["id"], only(view, "slug", id));
      return found === undefined ? null : { id: found.id, protocol: found.id };
    },
    BACKSTOP: async (reader, view, id) => {
      const [found] = await reader.fields("backstop", ["id", "protocol"], only(view, "id", id));
      return found ?? null;
    },
    MARKET: async (reader, view, id) => {
      const [found] = await reader.fields("market", ["id", "protocol"], only(view, "id", id));
      return found ?? null;
    },
  };

function only(view: View, field: string, value: string) {
  return { view, conditions: [{ field, operator: "in", values: [value.toLowerCase()] }] } as const;
}
