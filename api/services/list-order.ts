import type { LedgerEntity, LedgerRows } from "./ports.ts";

/** Entities that have no time of their own cannot be filtered by time. */
const TIME_FIELDS: Partial<Record<LedgerEntity, string>> = { auction: "startedAt" };

/** Returns the field that holds an entity's time: the block's time of a fact, the start of an auction. */
export function timeFieldOf(entity: LedgerEntity): string {
  return TIME_FIELDS[entity] ?? "timestamp";
}

/** Returns the ordinal by which a row is listed: a fact's own, or that of the event that first named a thing. */
export function ordinalOf(row: LedgerRows[LedgerEntity]): bigint {
  return "ordinal" in row ? row.ordinal : row.createdOrdinal;
}
