import type { LedgerSchema } from "../../../../api/store/ledger-schema.ts";
import type { SqlReader } from "../../../../api/store/store.ts";
import type { FakeLedger, FakeRow } from "./fake-ledger.ts";

/** All rows of a ledger by entity, each as text, sorted: what two equal ledgers have equal. */
export type LedgerText = Record<string, string[]>;

/** Reads everything that the store holds of one network, except the block of reading. */
export async function storedLedger(
  store: SqlReader & { readonly schema: LedgerSchema },
  network: string,
): Promise<LedgerText> {
  const entries = store.schema.tables.map(async ({ entity, table, columns }): Promise<[string, string[]]> => {
    const names = columns.map(({ column }) => `"${column}"`).join(", ");
    const rows = await store.query(`SELECT ${names} FROM "${table}" WHERE network = ?`, [network]);
    return [entity, rows.map((row) => columns.map(({ column }) => String(row[column])).join(" ")).sort()];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** The same for the fake's ledger as of a block. */
export function servedLedger(
  ledger: FakeLedger,
  schema: LedgerSchema,
  upTo = ledger.head.number,
): LedgerText {
  const entries = schema.tables.map(({ entity, kind, columns }): [string, string[]] => {
    const rows: readonly FakeRow[] =
      kind === "fact" ? ledger.facts(entity, upTo) : ledger.state(entity, upTo).map(({ row }) => row);
    return [entity, rows.map((row) => columns.map(({ field }) => String(row[field])).join(" ")).sort()];
  });
  return Object.fromEntries(entries);
}
