import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createPublicClient, http } from "viem";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type Anvil, startAnvil } from "../../devnet/stack/anvil.ts";
import { freePort } from "../../devnet/stack/ports.ts";
import { copyRepository, giveTo } from "../support/e2e/copy-of-repository.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { type Ledger, readLedger } from "../support/e2e/ledger.ts";
import { processesNaming, remaining } from "../support/e2e/parts.ts";
import { type SeawallRun, START_MS, startSeawall } from "../support/e2e/seawall-run.ts";
import { watchParts } from "../support/e2e/stack-fixture.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";

vi.setConfig({ testTimeout: START_MS, hookTimeout: START_MS });

const NPM_START = ["npm", "start", "--"];
const CLEAN = { processes: [], ports: [], locks: [] };
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let temp: TempDir;
let clone: string;
let dataDir: string;
/** Home and temporary files of the ordinary user. */
let home: string;
let port: number;
const runs: SeawallRun[] = [];

beforeAll(async () => {
  temp = makeTempDir("e2e-start");
  clone = join(temp.path, "clone");
  dataDir = join(temp.path, "data");
  port = await freePort();
  mkdirSync(clone);
  copyRepository(clone);
  home = join(temp.path, "home");
  mkdirSync(home);
  if (isRoot) giveTo(home, NOBODY);
});

afterEach(async () => {
  for (const run of runs.splice(0)) await run.interrupt();
});

afterAll(async () => {
  for (const { pid } of processesNaming(temp.path)) process.kill(pid, "SIGKILL");
  await remaining(temp.path);
  temp.remove();
});

/** Runs `npm start --` in the clone, as the README says. */
function npmStart(...args: string[]): SeawallRun {
  const run = startSeawall({ args, command: NPM_START, root: clone });
  runs.push(run);
  return run;
}

function start(args: readonly string[], uid?: number): SeawallRun {
  const user = uid === undefined ? {} : { uid, gid: uid, env: { HOME: home, TMPDIR: home } };
  const run = startSeawall({ args: ["up", ...args], root: clone, ...user });
  runs.push(run);
  return run;
}

/** The first query and its answer as they were printed. */
function printedExample(output: string): { readonly query: string; readonly answer: unknown } {
  const [, query = "", answer = "null"] =
    /A first query:\n\n([\s\S]*?)\n\nand its answer:\n\n([\s\S]*?)\n\nReady after/.exec(output) ?? [];
  return { query, answer: JSON.parse(answer) as unknown };
}

describe("npm start in a fresh clone", () => {
  let ledger: Ledger;
  let headHash: string;
  let files: string[];

  test("default: prints its URLs and a first query with its answer", async () => {
    const run = npmStart("--data", dataDir, "--port", String(port));
    const urls = await run.ready();
    console.log(/Ready after [\d.]+ s/.exec(run.output)?.[0]);
    expect(urls.api).toBe(`http://127.0.0.1:${port}`);
    const head = await createPublicClient({ transport: http(urls.rpc) }).getBlock();
    const { query, answer } = printedExample(run.output);
    expect(await queryGraphql(`${urls.api}/graphql`, query)).toEqual(answer);
    expect(answer).toMatchObject({
      backstops: {
        totalCount: 28,
        provenance: { network: "seawall-local", blockNumber: String(head.number) },
      },
    });
    headHash = head.hash;
    ledger = await readLedger(urls.ledger);
    const parts = watchParts(dataDir, port);
    expect(parts.parts.map(({ name }) => name).sort()).toEqual([
      "PostgreSQL",
      "The API",
      "The local chain (anvil)",
      "graph-node",
    ]);
    await run.interrupt();
    expect(await parts.leftovers()).toEqual(CLEAN);
    files = readdirSync(dataDir).sort();
    expect(files).toEqual(["local", "run", "subgraph"]);
  });

  test("behavior: the repository is left as it was", () => {
    for (const made of [".seawall", "subgraph/generated", "subgraph/build"]) {
      expect(existsSync(join(clone, made)), made).toBe(false);
    }
  });

  test("behavior: a second start resumes: nothing is played, built or indexed again", async () => {
    const run = npmStart("--data", dataDir, "--port", String(port));
    const urls = await run.ready();
    expect(run.output).not.toContain("local world:");
    const head = await createPublicClient({ transport: http(urls.rpc) }).getBlock();
    expect(head.hash).toBe(headHash);
    expect(await readLedger(urls.ledger)).toEqual(ledger);
    const parts = watchParts(dataDir, port);
    await run.interrupt();
    expect(await parts.leftovers()).toEqual(CLEAN);
    expect(readdirSync(dataDir).sort()).toEqual(files);
  });

  test("behavior: a second one on the same folder is refused while the first runs", async () => {
    const first = start(["--data", dataDir, "--port", String(port)]);
    await first.ready();
    const second = start(["--data", dataDir, "--port", String(await freePort())]);
    expect((await second.exited).code).toBe(1);
    expect(second.output).toContain('Another "seawall up"');
    expect((await fetch(`http://127.0.0.1:${port}/ready`)).status).toBe(200);
    expect((await first.interrupt()).code).toBe(0);
  });

  test("behavior: Ctrl-C while everything is starting leaves nothing", async () => {
    const own = join(temp.path, "early");
    const run = start(["--data", own, "--port", String(await freePort())]);
    await run.waitFor("starting graph-node");
    expect((await run.interrupt()).code).toBe(0);
    expect((await remaining(own)).map(({ commandLine }) => commandLine)).toEqual([]);
    expect(readdirSync(join(own, "run"))).toEqual([]);
  });

  test.runIf(isRoot)("behavior: works as an ordinary user, too", async () => {
    const own = join(temp.path, "nobody");
    cpSync(join(dataDir, "subgraph"), join(own, "subgraph"), { recursive: true });
    giveTo(own, NOBODY);
    const run = start(["--data", own, "--port", String(port)], NOBODY);
    const urls = await run.ready();
    expect(await readLedger(urls.ledger)).toEqual(ledger);
    const parts = watchParts(own, port);
    expect((await run.interrupt()).code).toBe(0);
    expect(await parts.leftovers()).toEqual(CLEAN);
  });
});

describe("what cannot work is said in one message", () => {
  let chain: Anvil;
  let other: Server;
  let folder: string;

  beforeAll(async () => {
    folder = join(temp.path, "errors");
    chain = await startAnvil({ folder: join(temp.path, "other-chain"), env: process.env });
    other = createServer((_, response) => response.end("{}"));
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
  });

  afterAll(async () => {
    await chain?.child.stop();
    other?.close();
  });

  async function expectFailure(args: readonly string[], message: string): Promise<void> {
    const run = start(["--data", folder, "--port", String(port), ...args]);
    expect((await run.exited).code).toBe(1);
    expect(run.output).toContain(message);
    expect(run.output).not.toMatch(/^\s+at /m);
    expect((await remaining(folder)).map(({ commandLine }) => commandLine)).toEqual([]);
  }

  test("error: busy port", async () => {
    const { port: busy } = other.address() as AddressInfo;
    await expectFailure(["--port", String(busy)], `Port ${busy} is in use by another program.`);
  });

  test("error: wrong RPC URL", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expectFailure(["--network", "mainnet", "--rpc", url], `No Ethereum JSON-RPC answer from "${url}"`);
  });

  test("error: chain id of another network", async () => {
    const message = 'The network "mainnet" has chain id 1, but the node behind --rpc answers 31337.';
    await expectFailure(["--network", "mainnet", "--rpc", chain.rpcUrl], message);
  });

  test("error: unknown network", async () => {
    const message = 'There is no network "atlantis". Choose one of ';
    await expectFailure(["--network", "atlantis", "--rpc", chain.rpcUrl], message);
  });

  test.runIf(isRoot)("error: a folder that an ordinary user cannot write", async () => {
    const own = join(temp.path, "owned-by-root");
    mkdirSync(own);
    const run = start(["--data", own, "--port", String(port)], NOBODY);
    expect((await run.exited).code).toBe(1);
    expect(run.output).toContain(`The data folder "${own}" cannot be written`);
    expect(run.output).toContain("Make it writable, or choose another folder with --data DIR.");
  });
});
