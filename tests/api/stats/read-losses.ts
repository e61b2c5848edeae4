import { readFileSync } from "node:fs";

/** Reads a file of one number a line. */
export function readLosses(path: string): number[] {
  return readFileSync(path, "utf8").trim().split("\n").map(Number);
}
