import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readHead } from "../../../api/ingest/head.ts";
import {
  SubgraphFailedError,
  SubgraphQueryError,
  SubgraphRefusedError,
  SubgraphUnavailableError,
  UnknownBlockError,
} from "../../../api/ingest/ingest-errors.ts";
import { SubgraphClient } from "../../../api/ingest/subgraph-client.ts";
import { FakeLedger } from "./support/fake-ledger.ts";
import { FakeSubgraph, type Trouble } from "./support/fake-subgraph.ts";

const KEY = "sk-do-not-print";
const META = "{ _meta { deployment } }";

let fake: FakeSubgraph;
let client: SubgraphClient;
let url: string;

beforeEach(async () => {
  const ledger = new FakeLedger();
  ledger.extend([{ logs: 1, salt: 1 }]);
  fake = new FakeSubgraph(ledger);
  url = await fake.start();
  client = new SubgraphClient({
    url,
    key: KEY,
    timeoutMs: 1_000,
    retry: { attempts: 3, firstDelayMs: 1, maxDelayMs: 5 },
  });
});

afterEach(() => fake.stop());

function times(count: number, trouble: Trouble): Trouble[] {
  return Array.from({ length: count }, () => trouble);
}

describe("SubgraphClient.request", () => {
  test("default: returns data and sends the key as a bearer token", async () => {
    expect(await client.request(META)).toEqual({ _meta: { deployment: "QmFake" } });
    expect(fake.requests[0]?.authorization).toBe(`Bearer ${KEY}`);
  });

  test.each<[string, Trouble]>([
    ["HTTP 503", { kind: "status", status: 503 }],
    ["HTTP 429", { kind: "status", status: 429, retryAfter: 0.001 }],
    ["a dropped connection", { kind: "drop" }],
    ["an answer that is not JSON", { kind: "garbage" }],
    ["a slow answer", { kind: "delay", ms: 1_600 }],
    ["a passing error of the store", { kind: "errors", message: "Store error: database unavailable" }],
  ])("behavior: tries again after %s", async (_, trouble) => {
    fake.troubles.push(trouble, trouble);
    expect(await client.request(META)).toEqual({ _meta: { deployment: "QmFake" } });
    expect(fake.requests.length).toBe(3);
  });

  test("behavior: what one request is asked to wait, all of them wait", async () => {
    fake.troubles.push({ kind: "status", status: 429, retryAfter: 0.3 });
    const first = client.request(META);
    await vi.waitFor(() => expect(fake.requests.length).toBe(1), { timeout: 10_000, interval: 1 });
    await new Promise((done) => setTimeout(done, 50));
    await Promise.all([first, client.request(META)]);
    const [refused, ...later] = fake.requests.map(({ at }) => at);
    expect(later.map((at) => at - (refused ?? 0) >= 295)).toEqual([true, true]);
  });

  test("behavior: tells since when nothing usable has come, and null while nothing is asked", async () => {
    expect(client.unansweredSince).toBeNull();
    const before = Date.now();
    fake.troubles.push({ kind: "status", status: 503 });
    const asked = client.request(META);
    expect(client.unansweredSince).toBeGreaterThanOrEqual(before);
    await asked;
    expect(client.unansweredSince).toBeNull();
  });

  test("error: SubgraphUnavailableError after the last attempt names the reason, not the key or the path", async () => {
    fake.troubles.push(...times(3, { kind: "status", status: 502 }));
    const error = await client.request(META).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SubgraphUnavailableError);
    const { message, stack } = error as Error;
    expect(message).toMatch(/127\.0\.0\.1:\d+ gave no answer in 3 attempts: HTTP 502/);
    expect(`${message}${stack}`).not.toContain(KEY);
    expect(`${message}${stack}`).not.toContain("secret-path-key");
  });

  test("error: SubgraphRefusedError at once, with advice", async () => {
    fake.troubles.push({ kind: "status", status: 401 });
    await expect(client.request(META)).rejects.toThrow(SubgraphRefusedError);
    expect(fake.requests.length).toBe(1);
    fake.troubles.push({ kind: "status", status: 403 });
    await expect(client.request(META)).rejects.toThrow(/SEAWALL_SUBGRAPH_KEY/);
  });

  // Messages as graph-node 0.45.0 gives them.
  test.each([
    "Failed to decode `block.hash` value: `no block with that hash found`",
    "Failed to decode `block.number` value: `subgraph X has only indexed up to block number 30 and data for block number 500 is therefore not yet available`",
  ])("error: UnknownBlockError for %s", async (message) => {
    fake.troubles.push({ kind: "errors", message });
    await expect(client.request(META)).rejects.toThrow(UnknownBlockError);
    expect(fake.requests.length).toBe(1);
  });

  test("error: SubgraphQueryError when the schema differs", async () => {
    fake.troubles.push({ kind: "errors", message: "Type `Query` has no field `fundFlows`" });
    await expect(client.request(META)).rejects.toThrow(SubgraphQueryError);
  });

  test("error: an abort ends the waiting at once", async () => {
    const patient = new SubgraphClient({
      url,
      retry: { attempts: 3, firstDelayMs: 60_000, maxDelayMs: 60_000 },
    });
    fake.troubles.push({ kind: "drop" });
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 20);
    await expect(patient.request(META, {}, abort.signal)).rejects.toThrow(/abort/i);
  });
});

describe("readHead", () => {
  test("default", async () => {
    const { number, hash, timestamp } = fake.head;
    expect(await readHead(client)).toEqual({
      number: BigInt(number),
      hash,
      timestamp: BigInt(timestamp),
      deployment: "QmFake",
    });
  });

  test("error: SubgraphFailedError when indexing has stopped", async () => {
    fake.hasIndexingErrors = true;
    await expect(readHead(client)).rejects.toThrow(SubgraphFailedError);
    fake.troubles.push({ kind: "errors", message: "indexing_error" });
    await expect(readHead(client)).rejects.toThrow(SubgraphFailedError);
  });
});
