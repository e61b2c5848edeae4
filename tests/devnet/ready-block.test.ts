import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { readyBlock } from "../../devnet/stack/ready-block.ts";

/** Asks an API that answers `/ready` with a status and a body. */
async function askWith(status: number, body: string): Promise<number | null> {
  const server = createServer((_request, response) => response.writeHead(status).end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await readyBlock(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

function networks(...blocks: readonly (string | null)[]): string {
  return JSON.stringify({ ready: true, networks: blocks.map((block) => ({ network: "n", block })) });
}

describe("readyBlock", () => {
  test("default", async () => {
    expect(await askWith(200, networks("352"))).toBe(352);
  });

  test("behavior: the network that is behind counts", async () => {
    expect(await askWith(200, networks("352", "7"))).toBe(7);
  });

  test("behavior: a copy that is complete counts, although its subgraph is behind its chain", async () => {
    const answer = (state: string, lagBlocks: string) =>
      JSON.stringify({ networks: [{ block: "9", state, lagBlocks }] });
    expect(await askWith(503, answer("LAGGING", "0"))).toBe(9);
    expect(await askWith(503, answer("LAGGING", "3"))).toBeNull();
    expect(await askWith(503, answer("HALTED", "0"))).toBeNull();
  });

  test("behavior: null while the API is not ready, knows no network, or does not answer", async () => {
    expect(await askWith(503, networks("352"))).toBeNull();
    expect(await askWith(200, networks())).toBeNull();
    expect(await askWith(200, "not JSON")).toBeNull();
    expect(await readyBlock("http://127.0.0.1:1")).toBeNull();
  });
});
