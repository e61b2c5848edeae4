import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { Store } from "../../api/store/store.ts";
import { makeTempDir } from "../support/temp-dir.ts";

const ROOT = resolve(import.meta.dirname, "..", "..");
const DEAD_SUBGRAPH = "mainnet=http://127.0.0.1:9/subgraph";
const { PATH } = process.env;
const SLOW = { timeout: 90_000 };

const running = new Set<ChildProcess>();

afterEach(() => {
  for (const child of running) child.kill("SIGKILL");
  running.clear();
});

type Run = {
  readonly child: ChildProcess;
  readonly stderr: () => string;
  readonly exit: Promise<number | null>;
};

function startMain(env: Record<string, string>): Run {
  const child = spawn(process.execPath, ["--import", "tsx", "api/main.ts"], {
    cwd: ROOT,
    env: { PATH, ...env },
    stdio: ["ignore", "inherit", "pipe"],
  });
  running.add(child);
  let stderr = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  const exit = new Promise<number | null>((done) => {
    child.once("exit", (code) => {
      running.delete(child);
      done(code);
    });
  });
  return { child, stderr: () => stderr, exit };
}

async function withTempDir(use: (path: string) => Promise<void>): Promise<void> {
  const folder = makeTempDir("api-main");
  try {
    await use(folder.path);
  } finally {
    folder.remove();
  }
}

async function urlOf({ stderr }: Run): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const url = /"url":"([^"]+)"/.exec(stderr())?.[1];
    if (url !== undefined) return url;
    await sleep(100);
  }
  throw new Error(`The API did not start: ${stderr()}`);
}

describe("api/main.ts", () => {
  test("error: an unusable environment is one message and exit code 1", SLOW, async () => {
    const run = startMain({ SEAWALL_PORT: "x" });
    expect(await run.exit).toBe(1);
    expect(run.stderr()).toContain("SEAWALL_PORT: Expected a whole number");
    expect(run.stderr()).toContain("SEAWALL_SUBGRAPHS");
    expect(run.stderr()).not.toContain("    at ");
  });

  test(
    "behavior: alive but not ready without its subgraph; SIGTERM closes the store; no key in the log",
    SLOW,
    async () => {
      await withTempDir(async (folder) => {
        const path = join(folder, "new", "api.duckdb");
        const env = {
          SEAWALL_PORT: "0",
          SEAWALL_STORE: path,
          SEAWALL_SUBGRAPHS: DEAD_SUBGRAPH,
          SEAWALL_SUBGRAPH_KEY: "k3y-of-tests",
        };
        const run = startMain(env);
        const url = await urlOf(run);
        expect((await fetch(`${url}/health`)).status).toBe(200);
        expect((await fetch(`${url}/ready`)).status).toBe(503);
        run.child.kill("SIGTERM");
        expect(await run.exit).toBe(0);
        expect(run.stderr()).not.toContain("k3y-of-tests");
        const store = await Store.open(path);
        await store.close();
      });
    },
  );

  test("error: a busy port names the port and what to set", SLOW, async () => {
    const holder = createServer();
    await new Promise<void>((done) => holder.listen(0, "127.0.0.1", done));
    const { port } = holder.address() as { port: number };
    try {
      await withTempDir(async (folder) => {
        const env = {
          SEAWALL_PORT: String(port),
          SEAWALL_STORE: join(folder, "api.duckdb"),
          SEAWALL_SUBGRAPHS: DEAD_SUBGRAPH,
        };
        const run = startMain(env);
        expect(await run.exit).toBe(1);
        expect(run.stderr()).toContain(`Port ${port} is in use`);
        expect(run.stderr()).toContain("SEAWALL_PORT");
      });
    } finally {
      holder.close();
    }
  });
});
