import { readdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Interval } from "../../../devnet/reconcile/finding.ts";
import { writeResult } from "../../../devnet/reconcile/result-file.ts";
import type { Quantity } from "../../../devnet/reconcile/view-table.ts";
import { makeTempDir, type TempDir } from "../../support/temp-dir.ts";

let temp: TempDir;

beforeEach(() => {
  temp = makeTempDir("results");
});

afterEach(() => {
  temp.remove();
});

const write = (network: string, startedAt: number) => writeResult(temp.path, { network, startedAt }, []);

describe("writeResult", () => {
  test("default: a file a run, named after network and time, with nothing half-written beside it", () => {
    const path = write("seawall-local", 1_700_000_000_000);
    expect(readdirSync(temp.path)).toEqual(["seawall-local-001700000000000.ndjson"]);
    expect(readFileSync(path, "utf8")).toBe("");
  });

  test("behavior: a line an interval, whatever quantity it is of", () => {
    const block = { number: 5n, hash: "0x05" };
    const one = { id: "0x01", protocol: "acme", name: "Fund", backstop: "0x01", market: null, account: null };
    const numbers = {
      ledger: 1n,
      chain: 1n,
      residual: 0n,
      status: "MATCH",
      view: null,
      reason: null,
    } as const;
    const of = (quantity: Quantity): Interval => ({
      ...one,
      ...numbers,
      ...{ asset: null, symbol: null, quantity, first: block, last: block, blocks: 1 },
    });
    const found = [of("BALANCE"), of("DISABLED"), of("PENDING_OUTFLOW"), of("SHARES")];
    const path = writeResult(temp.path, { network: "main", startedAt: 1 }, found);
    const lines = readFileSync(path, "utf8").trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as Interval).quantity)).toEqual(
      found.map(({ quantity }) => quantity),
    );
  });

  test("behavior: a network's name cannot lead out of the folder", () => {
    write("../up", 1);
    expect(readdirSync(temp.path)).toEqual(["..%2Fup-000000000000001.ndjson"]);
  });

  test("behavior: the last 50 runs of a network stay, other networks and files are left alone", () => {
    write("main", 1);
    write("main-net", 1);
    for (let run = 1; run <= 52; run += 1) write("main-net", run);
    const names = readdirSync(temp.path).sort();
    expect(names).toHaveLength(51);
    expect(names).toContain("main-000000000000001.ndjson");
    expect(names).not.toContain("main-net-000000000000002.ndjson");
    expect(names).toContain("main-net-000000000000003.ndjson");
  });

  test("behavior: what is beyond 16 MB goes, the newest run never", () => {
    const megabytes = (path: string, count: number) => truncateSync(path, count * 2 ** 20);
    for (const run of [1, 2, 3]) megabytes(write("main", run), 7);
    write("main", 4);
    expect(readdirSync(temp.path).sort()).toEqual([2, 3, 4].map((run) => `main-00000000000000${run}.ndjson`));
    megabytes(join(temp.path, "main-000000000000004.ndjson"), 20);
    write("main", 5);
    expect(readdirSync(temp.path)).toEqual(["main-000000000000005.ndjson"]);
  });
});
