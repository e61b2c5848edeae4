import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { signalGroup } from "./child.ts";
import { commandLine } from "./command-line.ts";

/** A process that a run started, as written to the run folder. */
export interface RecordedProcess {
  readonly name: string;
  readonly pid: number;
  /** As the system showed it right after the start; a process id alone may have been given away since. */
  readonly commandLine: string;
}

const FILE = "processes.json";
const POLL_MS = 50;

/** Writes the processes of this run, so that a later run can find them if this one is killed. */
export function writeProcesses(runDir: string, processes: readonly RecordedProcess[]): void {
  writeFileSync(join(runDir, FILE), JSON.stringify(processes, null, 2));
}

/** Removes the record of a run that stopped everything itself. */
export function forgetProcesses(runDir: string): void {
  rmSync(join(runDir, FILE), { force: true });
}

/**
 * Stops what a killed run left behind, last started first, and returns the names of what was stopped.
 * A process is touched only when its command line is still the recorded one.
 *
 * @param runDir - Run folder of the killed run.
 * @param graceMs - Milliseconds between SIGINT and SIGKILL.
 */
export async function stopLeftovers(runDir: string, graceMs = 10_000): Promise<string[]> {
  const leftovers = readProcesses(runDir).filter(isStillRunning).reverse();
  for (const leftover of leftovers) await stopRecorded(leftover, graceMs);
  forgetProcesses(runDir);
  return leftovers.map((leftover) => leftover.name);
}

function readProcesses(runDir: string): RecordedProcess[] {
  try {
    return JSON.parse(readFileSync(join(runDir, FILE), "utf8")) as RecordedProcess[];
  } catch {
    return [];
  }
}

function isStillRunning(recorded: RecordedProcess): boolean {
  return commandLine(recorded.pid) === recorded.commandLine;
}

async function stopRecorded(recorded: RecordedProcess, graceMs: number): Promise<void> {
  signalGroup(recorded.pid, "SIGINT");
  const deadline = Date.now() + graceMs;
  while (isStillRunning(recorded)) {
    if (Date.now() > deadline) signalGroup(recorded.pid, "SIGKILL");
    await sleep(POLL_MS);
  }
}
