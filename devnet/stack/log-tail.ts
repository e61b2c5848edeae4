import { closeSync, fstatSync, openSync, readSync } from "node:fs";

const MAX_BYTES = 16_384;
const MAX_LINES = 15;

/** Lines of a stack trace say where, not what; the log has them. */
const STACK_FRAME = /^\s+at /;

/** Returns the last lines of a log file, indented, without stack traces; empty when it cannot be read. */
export function logTail(file: string): string {
  let handle: number;
  try {
    handle = openSync(file, "r");
  } catch {
    return "";
  }
  try {
    const size = fstatSync(handle).size;
    const start = Math.max(0, size - MAX_BYTES);
    const bytes = Buffer.alloc(size - start);
    readSync(handle, bytes, 0, bytes.length, start);
    return lastLines(bytes.toString("utf8"));
  } finally {
    closeSync(handle);
  }
}

function lastLines(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !STACK_FRAME.test(line));
  return lines
    .slice(-MAX_LINES)
    .map((line) => `  ${line}`)
    .join("\n");
}
