import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { readHead } from "../api/ingest/head.ts";
import { allFields, listField, MAX_PAGE_ROWS } from "../api/ingest/ledger-queries.ts";
import { SubgraphClient } from "../api/ingest/subgraph-client.ts";
import { LedgerSync } from "../api/ingest/sync.ts";
import { loadLedgerSchema, type TableSpec } from "../api/store/ledger-schema.ts";
import { Store } from "../api/store/store.ts";
import { replayHistory } from "../devnet/history/replay.ts";
import { startAnvil } from "../devnet/stack/anvil.ts";
import { startGraphNode } from "../devnet/stack/graph-node.ts";
import { startIpfsStub } from "../devnet/stack/ipfs-stub.ts";
import { callRpc } from "../devnet/stack/json-rpc.ts";
import { removePostgres, startPostgres } from "../devnet/stack/postgres.ts";
import { buildSubgraph } from "../devnet/stack/subgraph-build.ts";
import type { BenchContext } from "./support/bench.ts";
import { BENCH_NETWORK, benchNetwork } from "./support/bench-network.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { writeWorkload } from "./workload/write-workload.ts";

const EVENTS_PER_BLOCK = 100;
/** 12 March 2020, 08:00 UTC. */
const START_TIMESTAMP = 1_584_000_000;
const POLL_MS = 200;
const LIMIT_MS = 600_000;

/** A subgraph that has indexed a chain. */
interface Indexed {
  readonly client: SubgraphClient;
  readonly rpcUrl: string;
}

/** A way to read the whole ledger, and what it took. */
interface Reading {
  readonly name: string;
  readonly rows: number;
  readonly seconds: number;
  /** Processor time of the reading process, seconds. */
  readonly cpuSeconds: number;
}

/**
 * Measures the rows a second that the ingest takes from the real graph-node into DuckDB, beside bare paging through the
 * same rows without keeping them, in the same run. The ledger comes from the real mappings over a mix of all protocols.
 */
export async function benchIngest(context: BenchContext): Promise<string> {
  const indexed = await index(context);
  const readings: Reading[] = [];
  for (let round = 1; round <= (context.isQuick ? 1 : 3); round++) {
    context.say(`reading the ledger, round ${round}`);
    readings.push(await measure(indexed, "paging, ids only", () => pageThrough(indexed, () => ["id"])));
    readings.push(await measure(indexed, "paging, all fields", () => pageThrough(indexed, allFields)));
    readings.push(await measure(indexed, "ingest into DuckDB", () => ingest(indexed, context, round)));
  }
  return report(readings);
}

async function index(context: BenchContext): Promise<Indexed> {
  const { env, repoRoot, folder, supervisor, isQuick, say } = context;
  const events = isQuick ? 5_000 : 50_000;
  say(`starting the stack, writing ${formatNumber(events)} events`);
  const spawn = supervisor.start;
  const postgresFolder = join(folder, "postgres");
  supervisor.onStop(async () => removePostgres(postgresFolder, env));
  const postgres = await startPostgres({ folder: postgresFolder, env, spawn });
  const dir = join(folder, "history");
  mkdirSync(dir);
  await writeWorkload(dir, { events, eventsPerBlock: EVENTS_PER_BLOCK, startTimestamp: START_TIMESTAMP });
  const anvil = await startAnvil({ folder: join(folder, "anvil"), env, spawn });
  const { blocks } = await replayHistory({ rpcUrl: anvil.rpcUrl, dir });
  const ipfs = await startIpfsStub();
  supervisor.onStop(() => ipfs.stop());
  const build = await buildSubgraph({
    ...{ network: benchNetwork(repoRoot), repoRoot, outDir: join(folder, "builds"), env, spawn },
    logFile: join(folder, "build.log"),
  });
  const node = await startGraphNode({
    ...{ folder: join(folder, "graph-node"), env, graphNetwork: BENCH_NETWORK, rpcUrl: anvil.rpcUrl, spawn },
    databaseUrl: await postgres.createDatabase("bench"),
    ipfsUrl: ipfs.url,
    pollingMs: POLL_MS,
  });
  const client = new SubgraphClient({ url: await node.deploy("bench", build.manifest) });
  say("indexing");
  await untilIndexed(client, BigInt(blocks));
  return { client, rpcUrl: anvil.rpcUrl };
}

async function untilIndexed(client: SubgraphClient, block: bigint): Promise<void> {
  for (const deadline = Date.now() + LIMIT_MS; ; await sleep(POLL_MS)) {
    const head = await readHead(client).catch(() => null);
    if (head !== null && head.number >= block) return;
    if (Date.now() > deadline) throw new Error(`The subgraph did not reach block ${block} within its limit.`);
  }
}

/** Measures one reading at a block of its own, so that graph-node has no answer ready from the reading before. */
async function measure(indexed: Indexed, name: string, read: () => Promise<number>): Promise<Reading> {
  const { number } = await readHead(indexed.client);
  await callRpc(indexed.rpcUrl, "anvil_mine", ["0x1"]);
  await untilIndexed(indexed.client, number + 1n);
  const cpu = process.cpuUsage();
  const started = performance.now();
  const rows = await read();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { name, rows, seconds, cpuSeconds: (user + system) / 1_000_000 };
}

/** Reads all entities side by side, page by page, and keeps nothing. */
async function pageThrough(
  { client }: Indexed,
  fieldsOf: (spec: TableSpec) => readonly string[],
): Promise<number> {
  const { hash } = await readHead(client);
  const counts = await Promise.all(
    loadLedgerSchema().tables.map((spec) => countRows(client, spec, { hash, fields: fieldsOf(spec) })),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function countRows(
  client: SubgraphClient,
  spec: TableSpec,
  wanted: { readonly hash: string; readonly fields: readonly string[] },
): Promise<number> {
  const list = `${listField(spec.entity)}(first: ${MAX_PAGE_ROWS}, orderBy: id, where: { id_gt: $after }, block: { hash: $hash })`;
  const query = `query ($after: Bytes!, $hash: Bytes!) { rows: ${list} { ${wanted.fields.join(" ")} } }`;
  let count = 0;
  for (let after = "0x"; ; ) {
    const { hash } = wanted;
    const { rows } = await client.request<{ rows: readonly { readonly id: string }[] }>(query, {
      after,
      hash,
    });
    count += rows.length;
    const last = rows.at(-1);
    if (last === undefined || rows.length < MAX_PAGE_ROWS) return count;
    after = last.id;
  }
}

async function ingest({ client }: Indexed, { folder }: BenchContext, round: number): Promise<number> {
  const store = await Store.open(join(folder, `round-${round}.duckdb`));
  let rows = 0;
  const onCommit = ({ rowCount }: { readonly rowCount: number }): void => {
    rows += rowCount;
  };
  try {
    await new LedgerSync({ client, store, network: BENCH_NETWORK, onCommit }).round();
    return rows;
  } finally {
    await store.close();
  }
}

function report(readings: readonly Reading[]): string {
  const names = [...new Set(readings.map(({ name }) => name))];
  const best = names.map((name) => {
    const own = readings.filter((reading) => reading.name === name);
    return own.reduce((a, b) => (a.rows / a.seconds >= b.rows / b.seconds ? a : b));
  });
  const paging = best.find(({ name }) => name === "paging, all fields");
  const rate = ({ rows, seconds }: Reading): number => rows / seconds;
  return formatTable({
    title: `Ingest: from graph-node into DuckDB, best of ${readings.length / names.length}`,
    heads: ["", "rows", "seconds", "rows/s", "of bare paging", "client CPU, s"],
    rows: best.map((reading) => [
      reading.name,
      formatNumber(reading.rows),
      formatNumber(reading.seconds, 2),
      formatNumber(rate(reading)),
      paging === undefined ? "-" : formatNumber(rate(reading) / rate(paging), 2),
      formatNumber(reading.cpuSeconds, 2),
    ]),
    notes: [
      "All entities, 1,000 rows a page; paging reads the entities side by side and keeps nothing. Rows that change",
      "while the ledger is taken in piece by piece are read once for each piece. Aim: half of bare paging.",
    ],
  });
}
