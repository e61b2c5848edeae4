import { readFileSync } from "node:fs";

/** Clock ticks per second that Linux reports to programs; the same on every platform of Node.js. */
const TICKS_PER_SECOND = 100;

/**
 * Returns the processor time that a process has used so far, in seconds; null where /proc does not exist.
 *
 * @param pid - A running process.
 */
export function cpuSeconds(pid: number): number | null {
  const fields = readProc(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ");
  if (fields === undefined) return null;
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/**
 * Returns the most memory that a process has ever held (`VmHWM`), in bytes; null where /proc does not exist.
 *
 * @param pid - A running process.
 */
export function peakMemory(pid: number): number | null {
  return memoryField(pid, "VmHWM");
}

/** Returns the memory that a process holds now (`VmRSS`), in bytes; null where /proc does not exist. */
export function currentMemory(pid: number): number | null {
  return memoryField(pid, "VmRSS");
}

function memoryField(pid: number, name: string): number | null {
  const line = readProc(`/proc/${pid}/status`)?.match(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m"));
  return line ? Number(line[1]) * 1024 : null;
}

function readProc(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
