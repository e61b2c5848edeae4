import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { readLedger, rowCounts } from "../support/e2e/ledger.ts";
import { type RunUrls, START_MS, startSeawall } from "../support/e2e/seawall-run.ts";
import { makeStackFixture, type StackFixture } from "../support/e2e/stack-fixture.ts";
import { storeFileOf } from "../support/e2e/store-ledger.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

const PERP_ID = `0x${Buffer.from("perp").toString("hex")}`;

interface Row {
  readonly protocol: string;
  readonly name: string;
  readonly quantity: string;
  readonly ledger: string;
  readonly chain: string | null;
  readonly residual: string | null;
  readonly status: string;
  readonly isOnChain: boolean | null;
  readonly firstBlock: { readonly number: string };
  readonly lastBlock: { readonly number: string; readonly hash: string };
}

interface Answer {
  readonly reconciliations: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: Row }[];
  };
}

const QUERY = `query($filter: ReconciliationFilter) {
  reconciliations(first: 1000, filter: $filter) {
    totalCount
    edges { node {
      protocol name quantity ledger chain residual status isOnChain firstBlock { number } lastBlock { number hash }
    } }
  }
}`;

let stack: StackFixture;
let urls: RunUrls;

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

async function runSeawall(command: string, ...flags: string[]): Promise<Ended> {
  const run = startSeawall({ args: [command, "--data", stack.dataDir, ...flags] });
  const { code } = await run.exited;
  return { code, output: run.output };
}

function reconcile(...flags: string[]): Promise<Ended> {
  return runSeawall("reconcile", ...flags);
}

async function results(filter: Record<string, unknown> = {}): Promise<Answer["reconciliations"]> {
  return (await queryGraphql<Answer>(`${urls.api}/graphql`, QUERY, { filter })).reconciliations;
}

/** Falsifies the last flow of Perp's insurance fund by one unit, as a bug of the copy would. */
async function tamper(): Promise<void> {
  const instance = await DuckDBInstance.create(storeFileOf(stack.dataDir));
  const connection = await instance.connect();
  await connection.run(`UPDATE fund_flow SET balance_after = balance_after + 1::BIGNUM WHERE id = (
    SELECT f.id FROM fund_flow f JOIN backstop b ON b.id = f.backstop
    WHERE b.name = 'Insurance fund' AND b.protocol = '${PERP_ID}' ORDER BY f.ordinal DESC, f.step DESC LIMIT 1)`);
  connection.closeSync();
  instance.closeSync();
}

beforeAll(async () => {
  stack = await makeStackFixture("reconcile");
  urls = (await stack.startReady()).urls;
});

afterAll(async () => {
  await stack?.remove();
});

describe("seawall reconcile over the local world", () => {
  test("default: at every block the ledger equals the views of real and reference contracts", {
    timeout: 2 * START_MS,
  }, async () => {
    const { code, output } = await reconcile("--every", "1", "--subgraph", urls.ledger);
    expect(output).toMatch(/8\d\d blocks, [\d,]+ comparisons: /);
    expect(output).not.toMatch(/MISMATCH|UNREADABLE/);
    expect(output).toMatch(/reference {2}\d+ positions, \d+ numbers: all MATCH/);
    expect(code).toBe(0);
  });

  test("default: so does the copy of the API, which answers for a block more slowly: at every fifth", async () => {
    const { code, output } = await reconcile("--every", "5");
    expect(output).toMatch(/1\d\d blocks, [\d,]+ comparisons: /);
    expect(output).not.toMatch(/MISMATCH|UNREADABLE/);
    expect(code).toBe(0);
  });

  test("behavior: its result is queryable, for blocks of the chain", async () => {
    const { edges, totalCount } = await results();
    expect(totalCount).toBe(edges.length);
    const compared = new Set(edges.map(({ node }) => `${node.protocol} ${node.quantity} ${node.status}`));
    for (const one of [
      "keep BALANCE MATCH",
      "keep SHARES MATCH",
      "keep PENDING_SHARES MATCH",
      "perp BALANCE MATCH",
      "perp POSITION_COLLATERAL MATCH",
      "perp POSITION_SIZE MATCH",
      "keep DEFICIT_OPEN NO_VIEW",
      "reference BALANCE MATCH",
      "reference ENCUMBERED MATCH",
      "reference DISABLED MATCH",
      "reference PENDING_OUTFLOW MATCH",
      "reference DEFICIT_OPEN MATCH",
      "reference POSITION_DEBT MATCH",
    ]) {
      expect(compared).toContain(one);
    }
    const read = edges.filter(({ node }) => node.status === "MATCH");
    expect(new Set(read.map(({ node }) => node.residual))).toEqual(new Set(["0"]));
    expect(new Set(edges.map(({ node }) => node.isOnChain))).not.toContain(false);
    const fund = await results({ backstop: "Insurance fund", fromBlock: "201", toBlock: "201" });
    expect(fund.totalCount).toBe(1);
  });

  test("behavior: one block by its hash, one protocol", async () => {
    const { code, output } = await reconcile("--block", (await lastBlock()).hash, "--protocol", "perp");
    expect(code).toBe(0);
    expect(output).toContain("perp");
    expect(output).not.toContain("Coverage pool");
  });

  test("behavior: seawall verify finds the API's copy equal to the subgraph, with as many rows as it has", async () => {
    const rows = Object.values(rowCounts(await readLedger(urls.ledger))).reduce(
      (sum, count) => sum + count,
      0,
    );
    const { code, output } = await runSeawall("verify");
    expect(output).toMatch(
      new RegExp(`Equal: \\d+ entities, ${new Intl.NumberFormat("en-US").format(rows)} rows\\.`),
    );
    expect(code).toBe(0);
  });

  test("behavior: a row that the store has wrong is found, with its residual", async () => {
    await stack.stop();
    await tamper();
    urls = (await stack.startReady()).urls;
    const { code, output } = await reconcile("--positions", "0");
    expect(output).toMatch(/perp +Insurance fund +BALANCE USDC +(\d+) +\d+ +1 +MISMATCH/);
    expect(code).toBe(1);
    const { edges } = await results({ status: ["MISMATCH"] });
    expect(edges.map(({ node }) => [node.name, node.quantity, node.residual])).toEqual([
      ["Insurance fund", "BALANCE", "1"],
    ]);
  });

  test("behavior: seawall verify locates the same row", async () => {
    const { code, output } = await runSeawall("verify");
    expect(output).toMatch(/FundFlow +balanceAfter +(\d+) +\d+ +1 +\d+\n/);
    expect(output).toMatch(/FundFlow, block \d+:\n {2}0x[0-9a-f]+ has balanceAfter \d+ instead of \d+\n/);
    expect(output).toMatch(/Different: 1 of \d+ entities/);
    expect(code).toBe(1);
  });

  test("error: states of the past that a resumed chain has lost are no differences", async () => {
    const { code, output } = await reconcile("--block", "200");
    expect(output).toMatch(/does not know the state of block 200 .*archive node/);
    expect(code).toBe(2);
  });

  test("error: nothing answers", async () => {
    await stack.stop();
    const { code, output } = await reconcile();
    expect(output).toMatch(/Nothing runs on .* --rpc URL is needed/);
    expect(code).toBe(2);
  });
});

async function lastBlock(): Promise<Row["lastBlock"]> {
  const { edges } = await results();
  const blocks = edges.map(({ node }) => node.lastBlock);
  return blocks.reduce((a, b) => (BigInt(a.number) > BigInt(b.number) ? a : b));
}
