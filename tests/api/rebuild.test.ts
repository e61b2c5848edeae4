import { existsSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { expect, test, vi } from "vitest";
import { parseConfig } from "../../api/config.ts";
import { startApi } from "../../api/start-api.ts";
import { loadLedgerSchema, parseLedgerSchema } from "../../api/store/ledger-schema.ts";
import { STORE_VERSION } from "../../api/store/migrations.ts";
import { Store } from "../../api/store/store.ts";
import { blockHash } from "../support/ledger-fixture.ts";
import { RowsLedger } from "../support/rows-ledger.ts";
import { SMALL_LEDGER } from "../support/small-ledger/small-ledger.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { FakeSubgraph } from "./ingest/support/fake-subgraph.ts";

const OLD = parseLedgerSchema("type Fact @entity(immutable: true) { id: Bytes! ordinal: Int8! }");

test("behavior: the API starts on a store of another ledger's layout: it keeps the file, says so, and reads anew", async () => {
  const folder = makeTempDir("rebuild");
  const path = join(folder.path, "api.duckdb");
  await (await Store.open(path, { schema: OLD })).close();
  const schema = loadLedgerSchema();
  const fake = new FakeSubgraph(new RowsLedger(schema, SMALL_LEDGER, 200, blockHash), schema);
  const logged: string[] = [];
  const config = parseConfig({
    SEAWALL_PORT: "0",
    SEAWALL_STORE: path,
    SEAWALL_SUBGRAPHS: `mainnet=${await fake.start()}`,
    SEAWALL_POLL_MS: "10",
    SEAWALL_MAX_HEAD_AGE_S: "0",
  });
  const api = await startApi(config, pino({}, { write: (line: string) => void logged.push(line) }));
  try {
    const isReady = async () => expect((await fetch(`${api.url}/ready`)).status).toBe(200);
    await vi.waitFor(isReady, { timeout: 20_000, interval: 20 });
    expect(logged.some((line) => line.includes(`api.duckdb.old-${STORE_VERSION}-${OLD.hash}`))).toBe(true);
    expect(existsSync(`${path}.old-${STORE_VERSION}-${OLD.hash}`)).toBe(true);
  } finally {
    await api.close();
    await fake.stop();
  }
  const store = await Store.open(path);
  const [row] = await store.query<{ n: bigint }>("SELECT count(*) AS n FROM fund_flow");
  await store.close();
  folder.remove();
  expect(row?.n).toBe(BigInt(SMALL_LEDGER["FundFlow"]?.length ?? 0));
});
