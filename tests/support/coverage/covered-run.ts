import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import { eventsOnChain } from "./chain-events.ts";

const FOLDER = resolve(import.meta.dirname, "../../coverage");

/** What a test put through the whole pipeline; one file of tests/coverage. */
export interface CoveredRun {
  /** As docs/coverage.md shows it. */
  readonly title: string;
  readonly kind: "real contracts" | "recorded history";
  /** Sorted names of events. */
  readonly events: readonly string[];
}

/**
 * Compares the events on the chain of a test with those that `tests/coverage/<name>.json` lists, so that what
 * docs/coverage.md says of the test is true. With SEAWALL_WRITE_COVERAGE=1 the file's list is written instead.
 */
export async function expectCoverage(name: string, network: NetworkConfig, rpcUrl: string): Promise<void> {
  const events = await eventsOnChain(network, rpcUrl);
  const path = join(FOLDER, `${name}.json`);
  const run = JSON.parse(readFileSync(path, "utf8")) as CoveredRun;
  if (process.env["SEAWALL_WRITE_COVERAGE"] === "1") {
    writeFileSync(path, `${JSON.stringify({ ...run, events }, null, 2)}\n`);
    return;
  }
  expect(events, `write it anew with SEAWALL_WRITE_COVERAGE=1, then npm run coverage`).toEqual(run.events);
}

/** Returns what tests put through the whole pipeline, by name of the file. */
export function readCoveredRuns(): readonly CoveredRun[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as CoveredRun);
}
