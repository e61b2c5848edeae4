import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../../devnet/stack/ports.ts";
import { makeTempDir } from "../temp-dir.ts";
import { busyPorts, portsOf, processesNaming, type RunningPart, recordedParts, remaining } from "./parts.ts";
import { type RunUrls, type SeawallRun, startSeawall } from "./seawall-run.ts";

/** A data folder of its own for one test file, the runs on it, and what is left when they end. */
export interface StackFixture {
  readonly dataDir: string;
  readonly port: number;
  /** Starts `seawall up` on the folder; further flags are added. */
  start(...flags: string[]): SeawallRun;
  /** Starts and waits until everything is indexed. */
  startReady(...flags: string[]): Promise<{ readonly run: SeawallRun; readonly urls: RunUrls }>;
  /** Presses Ctrl-C on the running one. */
  stop(): Promise<void>;
  /** Stops what runs and removes the folder. */
  remove(): Promise<void>;
}

/** What a run leaves behind; all empty after a clean end. */
export interface Leftovers {
  readonly processes: readonly string[];
  readonly ports: readonly number[];
  readonly locks: readonly string[];
}

/** Builds are keyed by content, so the test files of one machine share them. */
export const BUILDS = join(import.meta.dirname, "../../../node_modules/.cache/seawall-e2e-builds");

/**
 * Makes a data folder for `seawall up`.
 *
 * @param name - Short name of the test.
 * @param hasOwnBuild - True to compile the subgraph anew instead of sharing the compiled one.
 */
export async function makeStackFixture(name: string, hasOwnBuild = false): Promise<StackFixture> {
  const temp = makeTempDir(`e2e-${name}`);
  const dataDir = join(temp.path, "data");
  const port = await freePort();
  const runs: SeawallRun[] = [];
  mkdirSync(dataDir);
  if (!hasOwnBuild) {
    mkdirSync(BUILDS, { recursive: true });
    symlinkSync(BUILDS, join(dataDir, "subgraph"));
  }
  const start = (...flags: string[]) => {
    const run = startSeawall({ args: ["up", "--data", dataDir, "--port", String(port), ...flags] });
    runs.push(run);
    return run;
  };
  const stop = async () => {
    for (const run of runs) await run.interrupt();
  };
  return {
    dataDir,
    port,
    start,
    startReady: async (...flags) => {
      const run = start(...flags);
      return { run, urls: await run.ready() };
    },
    stop,
    remove: async () => {
      await stop();
      for (const { pid } of processesNaming(dataDir)) process.kill(pid, "SIGKILL");
      await remaining(dataDir);
      temp.remove();
    },
  };
}

/** Notes which processes and ports a run has now, to look for them after its end. */
export function watchParts(dataDir: string, apiPort: number) {
  const parts: readonly RunningPart[] = recordedParts(dataDir);
  const ports = [apiPort, ...portsOf(parts)];
  return {
    parts,
    ports,
    /** Looks what is left of them. */
    leftovers: async (): Promise<Leftovers> => ({
      processes: (await remaining(dataDir)).map(({ commandLine }) => commandLine),
      ports: await busyPorts(ports),
      locks: ["lock.json", "processes.json"].filter((file) => existsSync(join(dataDir, "run", file))),
    }),
  };
}
