import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Returns the command line of a running process, or `null` when there is no such process (a zombie counts
 * as none). Read from /proc on Linux, from `ps` elsewhere.
 */
export function commandLine(pid: number): string | null {
  const text = process.platform === "linux" ? fromProc(pid) : fromPs(pid);
  return text === "" ? null : text;
}

function fromProc(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
  } catch {
    return "";
  }
}

function fromPs(pid: number): string {
  try {
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
