import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseConfig } from "../../api/config.ts";
import { type RunningApi, startApi } from "../../api/start-api.ts";
import { loadLedgerSchema } from "../../api/store/ledger-schema.ts";
import type { WireRow } from "../../api/store/writer.ts";
import type { FixtureRows } from "../support/ledger-fixture.ts";
import { RowsLedger } from "../support/rows-ledger.ts";
import { SMALL_LEDGER } from "../support/small-ledger/small-ledger.ts";
import { makeTempDir } from "../support/temp-dir.ts";
import { FakeSubgraph } from "./ingest/support/fake-subgraph.ts";

const SCHEMA = loadLedgerSchema();
const HEAD = 200;

/** The same ledger with other amounts under the same ids, as a second chain may have. */
const DOUBLED: FixtureRows = {
  ...SMALL_LEDGER,
  FundFlow: (SMALL_LEDGER["FundFlow"] ?? []).map((row) => ({ ...row, amount: doubled(row, "amount") })),
};

function doubled(row: WireRow, field: string): string {
  return String(2n * BigInt(row[field] as string));
}

type Served = FakeSubgraph<RowsLedger>;

let folder: ReturnType<typeof makeTempDir>;
let alpha: Served;
let beta: Served;
let api: RunningApi;
let logged: Array<Record<string, unknown>>;

function subgraph(rows: FixtureRows, digit: string): Served {
  const hash = (block: number): string => `0x${digit}${block.toString(16).padStart(63, "0")}`;
  return new FakeSubgraph(new RowsLedger(SCHEMA, rows, HEAD, hash), SCHEMA);
}

beforeEach(async () => {
  folder = makeTempDir("networks");
  [alpha, beta] = [subgraph(SMALL_LEDGER, "a"), subgraph(DOUBLED, "b")];
  logged = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const config = parseConfig({
    SEAWALL_PORT: "0",
    SEAWALL_STORE: join(folder.path, "api.duckdb"),
    SEAWALL_SUBGRAPHS: `alpha=${await alpha.start()},beta=${await beta.start()}`,
    SEAWALL_POLL_MS: "10",
    SEAWALL_MAX_HEAD_AGE_S: "0",
  });
  api = await startApi(config, log);
});

afterEach(async () => {
  await api?.close();
  await Promise.all([alpha, beta].map((fake) => fake?.stop()));
  folder.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers by path.
async function ask(query: string): Promise<any> {
  const response = await fetch(`${api.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers by path.
async function ready(): Promise<{ status: number; networks: any[] }> {
  const response = await fetch(`${api.url}/ready`);
  const { networks } = (await response.json()) as { networks: unknown[] };
  return { status: response.status, networks };
}

function waitFor(check: () => Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 });
}

async function waitForStates(...states: string[]): Promise<void> {
  const check = async () => expect((await ready()).networks.map(({ state }) => state)).toEqual(states);
  await waitFor(check);
}

async function flowsOf(network: string): Promise<string[]> {
  const fields = "edges { node { id network blockHash amount { raw } } }";
  const { fundFlows } = await ask(`{ fundFlows(first: 1000, network: "${network}") { ${fields} } }`);
  const lines = fundFlows.edges.map(
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    ({ node }: any) => `${node.network} ${node.id} ${node.blockHash} ${node.amount.raw}`,
  );
  return lines.sort();
}

/** What the rows say, with the block hashes of their chain. */
function expectedFlows(network: string, fake: Served, rows: FixtureRows): string[] {
  const lines = (rows["FundFlow"] ?? []).map((row) => {
    const { hash } = fake.ledger.blocks[Number(row["blockNumber"])] ?? {};
    return `${network} ${row.id} ${hash} ${row["amount"]}`;
  });
  return lines.sort();
}

describe("an API over two networks", () => {
  test("behavior: each network's answers are its own, though ids are the same", async () => {
    await waitForStates("LIVE", "LIVE");
    expect((await ready()).status).toBe(200);
    expect(await flowsOf("alpha")).toEqual(expectedFlows("alpha", alpha, SMALL_LEDGER));
    expect(await flowsOf("beta")).toEqual(expectedFlows("beta", beta, DOUBLED));
  });

  test("behavior: one halts, visibly and since when; the other goes on", async () => {
    await waitForStates("LIVE", "LIVE");
    const before = Math.floor(Date.now() / 1000);
    beta.hasIndexingErrors = true;
    await waitForStates("LIVE", "HALTED");
    alpha.ledger.extend(3);
    beta.ledger.extend(2);
    const meta =
      "{ _meta { networks { network state since block { number } subgraphBlock lagBlocks lagSeconds error } } }";
    await waitFor(async () => {
      const [first, second] = (await ask(meta))._meta.networks;
      expect(first).toMatchObject({ state: "LIVE", block: { number: "203" }, lagBlocks: "0", error: null });
      expect(second).toMatchObject({ network: "beta", state: "HALTED", block: { number: "200" } });
      expect(second.error).toMatch(/reports indexing errors/);
      expect(Date.parse(second.since) / 1000).toBeGreaterThanOrEqual(before);
    });
    const probe = await ready();
    expect(probe.status).toBe(503);
    expect(probe.networks[1]).toMatchObject({
      state: "HALTED",
      error: expect.stringMatching(/indexing errors/),
    });
    expect(await flowsOf("alpha")).toEqual(expectedFlows("alpha", alpha, SMALL_LEDGER));
    expect(await flowsOf("beta")).toEqual(expectedFlows("beta", beta, DOUBLED));
    beta.hasIndexingErrors = false;
    await waitForStates("LIVE", "LIVE");
    expect((await ready()).networks[1]).toMatchObject({
      block: "202",
      lagBlocks: "0",
      lagSeconds: "0",
      error: null,
    });
  });

  test("behavior: the lag is told in blocks and in seconds of the chain, and the age of the subgraph's block", async () => {
    await waitForStates("LIVE", "LIVE");
    const [head] = alpha.ledger.blocks.slice(-1);
    let open = (): void => undefined;
    const gate = new Promise<void>((done) => {
      open = done;
    });
    // The next look at the head finds four blocks more; what is asked after it waits.
    const grow = (): void => {
      alpha.ledger.extend(4);
      alpha.gate = gate;
    };
    alpha.troubles.push({ kind: "run", run: grow });
    await waitFor(async () => {
      const [network] = (await ready()).networks;
      // Blocks of the fixture are 10 s apart.
      expect(network).toMatchObject({ block: String(head?.number), lagBlocks: "4", lagSeconds: "40" });
      const age = Math.floor(Date.now() / 1000) - Number(alpha.ledger.head.timestamp);
      expect(Math.abs(Number(network.subgraphAgeSeconds) - age)).toBeLessThanOrEqual(1);
    });
    open();
    await waitForStates("LIVE", "LIVE");
  });

  test("behavior: progress is told in _meta and in the log", async () => {
    await waitForStates("LIVE", "LIVE");
    const rows = Object.values(SMALL_LEDGER).reduce((sum, list) => sum + list.length, 0);
    const fields = "progress { blocksDone blocksTotal rows rowsPerSecond secondsLeft }";
    const [network] = (await ask(`{ _meta { networks { ${fields} } } }`))._meta.networks;
    expect(network.progress).toMatchObject({ blocksDone: "200", blocksTotal: "200", secondsLeft: 0 });
    expect(Number(network.progress.rows)).toBeGreaterThanOrEqual(rows);
    const live = logged.filter(({ msg }) => msg === "at the subgraph's last block");
    expect(live.map(({ network: name }) => name).sort()).toEqual(["alpha", "beta"]);
    expect(live[0]).toMatchObject({ state: "live", block: 200, head: 200, secondsLeft: 0 });
    const reading = logged.filter(({ msg }) => msg === "reading the ledger");
    expect(reading[0]).toMatchObject({ state: "syncing", head: 200 });
  });
});
