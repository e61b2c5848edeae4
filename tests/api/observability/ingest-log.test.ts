import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { IngestStatus } from "../../../api/ingest/ingest-status.ts";
import { logIngest } from "../../../api/observability/ingest-log.ts";

const READING: IngestStatus = {
  network: "mainnet",
  state: "syncing",
  since: 0,
  head: { number: 4_000n, hash: "0x4000", timestamp: 0n, deployment: "QmOne" },
  ingested: { network: "mainnet", blockNumber: 1_200n, blockHash: "0x1200", blockTimestamp: 0n },
  lagBlocks: 2_800n,
  rowCount: 52_000,
  rowsPerSecond: 4_100,
  secondsLeft: 14,
  rollbackCount: 0,
  lastError: null,
};

/** Levels of pino. */
const [INFO, WARN] = [30, 40];

function listen() {
  const lines: Array<Record<string, unknown>> = [];
  let time = 0;
  const log = pino(
    { base: null, timestamp: false },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  const tell = logIngest(log, () => time);
  const at = (seconds: number, status: IngestStatus): void => {
    time = seconds * 1_000;
    tell(status);
  };
  return { lines, at };
}

describe("logIngest", () => {
  test("default: progress every five seconds, with blocks, rows, pace and time left", () => {
    const { lines, at } = listen();
    for (let second = 0; second <= 11; second += 1) at(second, { ...READING, rowCount: second });
    expect(lines.map(({ rows }) => rows)).toEqual([0, 5, 10]);
    expect(lines[1]).toEqual({
      level: INFO,
      network: "mainnet",
      state: "syncing",
      block: 1_200,
      head: 4_000,
      rows: 5,
      rowsPerSecond: 4_100,
      secondsLeft: 14,
      msg: "reading the ledger",
    });
  });

  test("behavior: each change of state at once, trouble as a warning with its reason, nothing for every block", () => {
    const { lines, at } = listen();
    const halted = { name: "SubgraphFailedError", message: "The subgraph has stopped.", at: 0 };
    at(0, READING);
    at(1, { ...READING, state: "live", secondsLeft: 0 });
    at(20, { ...READING, state: "live" });
    at(21, { ...READING, state: "halted", lastError: halted });
    at(22, { ...READING, state: "live" });
    expect(lines.map(({ level, msg }) => [level, msg])).toEqual([
      [INFO, "reading the ledger"],
      [INFO, "at the subgraph's last block"],
      [WARN, "The subgraph has stopped."],
      [INFO, "at the subgraph's last block"],
    ]);
  });
});
