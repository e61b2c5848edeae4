import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { describeReading, followReading } from "../../devnet/cli/follow-reading.ts";
import { Progress } from "../../devnet/cli/progress.ts";
import { readyBlock } from "../../devnet/stack/ready-block.ts";

const READING = {
  network: "mainnet",
  state: "SYNCING",
  block: "1200",
  subgraphBlock: "4000",
  lagBlocks: "2800",
  rows: "52000",
  rowsPerSecond: 4100,
  secondsLeft: 90,
  error: null,
};

describe("describeReading", () => {
  test("default", () => {
    expect(describeReading(READING)).toBe(
      "reading mainnet: block 1,200 of 4,000 · 52,000 rows · 4,100 rows/s · 2 min left",
    );
  });

  test("behavior: what is unknown is left out", () => {
    const unknown = { ...READING, block: null, rows: "0", rowsPerSecond: null, secondsLeft: null };
    expect(describeReading(unknown)).toBe("reading mainnet: block - of 4,000 · 0 rows");
  });

  test("behavior: why it does not go on comes first", () => {
    const halted = { ...READING, state: "HALTED", error: "The subgraph reports indexing errors." };
    expect(describeReading(halted)).toBe("mainnet is HALTED: The subgraph reports indexing errors.");
  });
});

describe("followReading", () => {
  test("behavior: shows the progress until the copy is complete", async () => {
    const answers = [READING, { ...READING, block: "4000", lagBlocks: "0", state: "LIVE" }];
    let asked = 0;
    // Each round asks twice: for the block, then for the progress.
    const server = createServer((_request, response) => {
      const answer = answers[asked < 2 ? 0 : 1];
      asked += 1;
      const isLive = answer?.state === "LIVE";
      response.writeHead(isLive ? 200 : 503).end(JSON.stringify({ ready: isLive, networks: [answer] }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const lines: string[] = [];
    try {
      await followReading(new Progress({ write: (text) => lines.push(text) }), {
        url,
        block: () => readyBlock(url),
      });
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    expect(lines).toEqual([
      "reading mainnet: block 1,200 of 4,000 · 52,000 rows · 4,100 rows/s · 2 min left\n",
    ]);
  });
});
