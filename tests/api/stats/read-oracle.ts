import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sharedPath } from "../../support/shared.ts";

/** Reads the committed output of a program in `oracles/`. */
export function readOracle<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, "oracles", name), "utf8")) as T;
}

/** Reads a column of numbers of the recorded data folder, or returns null when it is not there. */
export function readSharedColumn(name: string): number[] | null {
  const path = sharedPath("oracles", name);
  return path === null ? null : readFileSync(path, "utf8").trim().split("\n").map(Number);
}
