import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = resolve(import.meta.dirname, "../../..");

/** What to run. */
export interface SeawallOptions {
  /** Arguments after `seawall`, such as `["up", "--data", dir]`. */
  readonly args: readonly string[];
  /** Root of the repository or of a copy of it. */
  readonly root?: string;
  /** Replaces `node --import tsx devnet/main.ts`, for instance by `npm start --`. */
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
  readonly gid?: number;
}

/** Where a run says its parts are. */
export interface RunUrls {
  readonly api: string;
  /** GraphQL of graph-node. */
  readonly ledger: string;
  readonly rpc: string;
}

/** Longest that a start may take on a busy machine, compiling the subgraph included; milliseconds. */
export const START_MS = 400_000;

/** How a run ended. */
export interface RunEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The command line `seawall` as a process of its own, in its own process group as in a terminal. */
export class SeawallRun {
  readonly pid: number;
  readonly exited: Promise<RunEnd>;
  end: RunEnd | null = null;
  #output = "";

  constructor(process: ChildProcess) {
    this.pid = process.pid ?? 0;
    for (const stream of [process.stdout, process.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
      });
    }
    this.exited = once(process, "close").then(([code, signal]) => {
      this.end = { code, signal };
      return this.end;
    });
  }

  /** Standard output and error so far. */
  get output(): string {
    return this.#output;
  }

  /** Waits until the output holds a text; fails when the run ends before or takes too long. */
  async waitFor(text: string, timeoutMs = START_MS): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!this.#output.includes(text)) {
      if (this.end !== null) throw new Error(`seawall ended (${JSON.stringify(this.end)}):\n${this.#output}`);
      if (Date.now() > deadline) throw new Error(`no "${text}" after ${timeoutMs} ms:\n${this.#output}`);
      await sleep(20);
    }
  }

  /** Waits until everything is indexed and the first answer is printed. */
  async ready(timeoutMs?: number): Promise<RunUrls> {
    await this.waitFor("Ready after", timeoutMs);
    return this.urls();
  }

  /** The URLs that were printed. */
  urls(): RunUrls {
    const find = (label: string) => new RegExp(`^ {2}${label} +(\\S+)$`, "m").exec(this.#output)?.[1] ?? "";
    return { api: find("API").replace(/\/graphql$/, ""), ledger: find("ledger"), rpc: find("chain") };
  }

  /** Presses Ctrl-C: SIGINT to the whole process group. */
  interrupt(): Promise<RunEnd> {
    return this.#signal("SIGINT");
  }

  /** Kills the command at once; its parts are in groups of their own and live on. */
  kill(): Promise<RunEnd> {
    return this.#signal("SIGKILL");
  }

  async #signal(signal: NodeJS.Signals): Promise<RunEnd> {
    if (this.end === null) process.kill(-this.pid, signal);
    return this.exited;
  }
}

/** Starts `seawall`. */
export function startSeawall(options: SeawallOptions): SeawallRun {
  const { uid, gid } = options;
  const own = [process.execPath, "--import", "tsx", "devnet/main.ts"];
  const [command = "", ...args] = [...(options.command ?? own), ...options.args];
  const child = spawn(command, args, {
    cwd: options.root ?? ROOT,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
  });
  return new SeawallRun(child);
}
