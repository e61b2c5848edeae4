import type { LedgerEntity, LedgerRows } from "./ports.ts";

/** Where the rows of a list keep what every filter may ask for. */
export type ListFields = { readonly time: string; readonly protocol: string };

const DIFFERENT: Partial<Record<LedgerEntity, Partial<ListFields>>> = {
  auction: { time: "startedAt" },
  protocol: { protocol: "id" },
};

/** Returns the fields of an entity that hold its time (the block's time of a fact) and its protocol's id. */
export function fieldsOf(entity: LedgerEntity): ListFields {
  return { time: "timestamp", protocol: "protocol", ...DIFFERENT[entity] };
}

/** Returns the ordinal by which a row is listed: a fact's own, or that of the event that first named a thing. */
export function ordinalOf(row: LedgerRows[LedgerEntity]): bigint {
  return "ordinal" in row ? row.ordinal : row.createdOrdinal;
}
