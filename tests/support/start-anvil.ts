import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { resolve } from "node:path";

const BINARY = resolve(import.meta.dirname, "../../node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");

/** An anvil that lives as long as a test. */
export interface TestAnvil {
  readonly url: string;
  /** Kills it; resolves when it is gone. */
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function isUp(url: string): Promise<boolean> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const headers = { "content-type": "application/json" };
  return fetch(url, { method: "POST", headers, body }).then(
    (response) => response.ok,
    () => false,
  );
}

/**
 * Starts an anvil on a free port.
 *
 * @param flags - Further command line flags.
 */
export async function startAnvil(...flags: string[]): Promise<TestAnvil> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.env["ANVIL_BIN"] ?? BINARY, ["--port", String(port), "--quiet", ...flags], {
    stdio: "ignore",
  });
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    if (await isUp(url)) {
      return {
        url,
        stop: () => {
          child.kill("SIGKILL");
          return gone;
        },
      };
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`anvil did not start on port ${port}`);
}
