import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isPortFree } from "../../../devnet/stack/ports.ts";
import type { RecordedProcess } from "../../../devnet/stack/process-record.ts";

/** A process that a run started and that runs now. */
export interface RunningPart {
  readonly name: string;
  readonly pid: number;
  readonly commandLine: string;
}

/** Returns the processes that a run recorded in its data folder and that still run. */
export function recordedParts(dataDir: string): RunningPart[] {
  const file = join(dataDir, "run", "processes.json");
  if (!existsSync(file)) return [];
  try {
    const recorded = JSON.parse(readFileSync(file, "utf8")) as RecordedProcess[];
    return recorded.filter(({ pid, commandLine }) => readCommandLine(pid) === commandLine);
  } catch {
    return [];
  }
}

/**
 * Returns every process that names a folder in its command line, environment or working directory, whether it was
 * recorded or not. Linux only; elsewhere the list is empty.
 */
export function processesNaming(folder: string): RunningPart[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ["cmdline", "environ"].some((file) => readProc(pid, file).includes(folder)))
    .map((pid) => ({
      name: readProc(pid, "comm").trim(),
      pid: Number(pid),
      commandLine: readCommandLine(pid),
    }))
    .filter(({ commandLine }) => commandLine !== "");
}

/** Ports that the command lines of processes name. */
export function portsOf(parts: readonly RunningPart[]): number[] {
  const flags = / (?:-p|--[a-z-]*port) (\d+)/g;
  return parts.flatMap(({ commandLine }) =>
    [...`${commandLine} `.matchAll(flags)].map(([, port]) => Number(port)),
  );
}

/** Returns the ports that something still listens on. */
export async function busyPorts(ports: readonly number[]): Promise<number[]> {
  const free = await Promise.all(ports.map((port) => isPortFree(port)));
  return ports.filter((_, index) => !free[index]);
}

/** Waits a moment for the system to reap what ended, then returns what still names the folder. */
export async function remaining(folder: string): Promise<RunningPart[]> {
  for (let tries = 0; tries < 50 && processesNaming(folder).length > 0; tries += 1) await sleep(100);
  return processesNaming(folder);
}

function readCommandLine(pid: number | string): string {
  return readProc(String(pid), "cmdline").replaceAll("\0", " ").trim();
}

function readProc(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
