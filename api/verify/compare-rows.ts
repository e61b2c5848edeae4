import type { TextRow } from "./tally.ts";

/** What is wrong with one row of a copy. */
export interface RowDifference {
  readonly id: string;
  /** MISSING: only the subgraph has it. UNKNOWN: only the copy has it. REPEATED: the copy has it several times. */
  readonly kind: "MISSING" | "UNKNOWN" | "REPEATED" | "DIFFERENT";
  /** How often the copy has it. */
  readonly count: number;
  /** Fields that differ, as text; null is null. Empty but for DIFFERENT. */
  readonly fields: readonly {
    readonly field: string;
    readonly copy: string | null;
    readonly subgraph: string | null;
  }[];
}

/** Compares the rows of a copy with those of the subgraph, id by id. */
export function compareRows(copy: readonly TextRow[], subgraph: readonly TextRow[]): RowDifference[] {
  const copies = byId(copy);
  const expected = byId(subgraph);
  const ids = [...new Set([...copies.keys(), ...expected.keys()])].sort();
  return ids.flatMap((id) => compareRow(id, copies.get(id) ?? [], expected.get(id)?.[0]));
}

function compareRow(id: string, copies: readonly TextRow[], expected: TextRow | undefined): RowDifference[] {
  const found = (kind: RowDifference["kind"], fields: RowDifference["fields"] = []) => {
    return [{ id, kind, count: copies.length, fields }];
  };
  const [copy] = copies;
  if (copy === undefined) return found("MISSING");
  if (expected === undefined) return found("UNKNOWN");
  if (copies.length > 1) return found("REPEATED");
  const fields = Object.keys(expected.values).flatMap((field) => {
    const [mine, theirs] = [copy.values[field] ?? null, expected.values[field] ?? null];
    return mine === theirs ? [] : [{ field, copy: mine, subgraph: theirs }];
  });
  return fields.length === 0 ? [] : found("DIFFERENT", fields);
}

function byId(rows: readonly TextRow[]): Map<string, TextRow[]> {
  const found = new Map<string, TextRow[]>();
  for (const row of rows) found.set(row.id, [...(found.get(row.id) ?? []), row]);
  return found;
}
