import { type ColumnType, loadLedgerSchema } from "../../../api/store/ledger-schema.ts";
import type { Store } from "../../../api/store/store.ts";
import type { WireRow } from "../../../api/store/writer.ts";
import { type Answer, startTestApi } from "../api-server.ts";
import { type Ledger, type LedgerRow, rowsOf } from "../e2e/ledger.ts";
import { type FixtureRows, storeUntil } from "../ledger-fixture.ts";

/**
 * Asks the API over the ledger of a scenario.
 *
 * @param head - Number of the last block.
 */
export async function askScenario(ledger: Ledger, head: number, query: string): Promise<Answer> {
  const times = [...ledger.values()].flatMap((rows) => rows.map(({ timestamp }) => BigInt(timestamp ?? 0)));
  const timestamp = times.reduce((last, time) => (time > last ? time : last), 0n);
  const store: Store = await storeUntil(wireRows(ledger), { block: head, timestamp });
  const api = await startTestApi(store);
  try {
    return await api.ask(query);
  } finally {
    await api.close();
    await store.close();
  }
}

/** The rows as graph-node serves them, facts in the order of the ledger. */
function wireRows(ledger: Ledger): FixtureRows {
  const { tables } = loadLedgerSchema();
  return Object.fromEntries(
    tables.map(({ entity, columns }) => {
      const typed = rowsOf(ledger, entity).map((row) => ({
        ...Object.fromEntries(columns.map(({ field, type }) => [field, typedValue(row, field, type)])),
        id: row["id"] ?? "",
      }));
      return [entity, typed.sort(byOrdinal)];
    }),
  );
}

function typedValue(row: LedgerRow, field: string, type: ColumnType): string | number | boolean | null {
  const value = row[field] ?? null;
  if (value === null) return null;
  if (type === "BOOLEAN") return value === "true";
  return type === "INTEGER" ? Number(value) : value;
}

function byOrdinal(a: WireRow, b: WireRow): number {
  return Number(BigInt(String(a.ordinal ?? 0)) - BigInt(String(b.ordinal ?? 0)));
}
