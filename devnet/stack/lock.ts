import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandLine } from "./command-line.ts";
import { FolderInUseError } from "./errors.ts";

/** A data folder held by this process. */
export interface FolderLock {
  release(): void;
}

/** The process that holds a lock. */
interface Holder {
  readonly pid: number;
  readonly commandLine: string;
}

/**
 * Takes a data folder for this process. The lock of a run that was killed is recognised by its process, which
 * is gone or another program by now, and taken over.
 *
 * @param folder - Data folder, for the error.
 * @param runDir - Existing folder of the lock file.
 * @throws {FolderInUseError} when another run holds it.
 */
export function lockFolder(folder: string, runDir: string): FolderLock {
  const file = join(runDir, "lock.json");
  if (!tryWrite(file)) {
    const holder = readHolder(file);
    if (holder !== null) throw new FolderInUseError(folder, holder.pid);
    rmSync(file, { force: true });
    if (!tryWrite(file)) throw new FolderInUseError(folder, readHolder(file)?.pid ?? 0);
  }
  return { release: () => rmSync(file, { force: true }) };
}

/** Writes the lock unless the file exists; the flag makes the check and the write one step. */
function tryWrite(file: string): boolean {
  const holder: Holder = { pid: process.pid, commandLine: commandLine(process.pid) ?? "" };
  try {
    writeFileSync(file, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(file: string): Holder | null {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8")) as Holder;
    return commandLine(holder.pid) === holder.commandLine ? holder : null;
  } catch {
    return null;
  }
}
