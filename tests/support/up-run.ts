import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandLine } from "../../devnet/stack/command-line.ts";
import type { RecordedProcess } from "../../devnet/stack/process-record.ts";

const SCRIPT = join(import.meta.dirname, "up-with-stub.ts");
const POLL_MS = 50;

/** A run of `seawall up` over the stub of the API, as a process of its own. */
export class UpRun {
  output = "";
  readonly #process: ChildProcess;
  readonly #dataDir: string;
  /** Exit code; `null` after SIGKILL. */
  readonly exited: Promise<number | null>;

  constructor(dataDir: string, args: readonly string[], env: Record<string, string> = {}) {
    this.#dataDir = dataDir;
    const command = ["--import", "tsx", SCRIPT, "--data", dataDir, ...args];
    this.#process = spawn(process.execPath, command, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on("data", (chunk) => {
        this.output += chunk;
      });
    }
    this.exited = new Promise((resolve) => {
      this.#process.once("close", resolve);
    });
  }

  /** Waits until the output has a text; fails with the output when the run ends before. */
  async says(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.#process.exitCode !== null) throw new Error(`"up" ended without "${text}":\n${this.output}`);
      await sleep(POLL_MS);
    }
  }

  /** Processes of the run by name, as recorded in its data folder. */
  pids(): Record<string, number> {
    const file = join(this.#dataDir, "run", "processes.json");
    const records = JSON.parse(readFileSync(file, "utf8")) as RecordedProcess[];
    return Object.fromEntries(records.map(({ name, pid }) => [name, pid]));
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name);
  }

  /** Ends the run whatever its state; for cleaning up. */
  async end(): Promise<void> {
    this.signal("SIGTERM");
    await this.exited;
  }
}

/** Returns those of the processes that run. */
export function alive(pids: Readonly<Record<string, number>>): string[] {
  return Object.entries(pids).flatMap(([name, pid]) => (commandLine(pid) === null ? [] : [name]));
}
