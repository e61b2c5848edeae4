import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Interval } from "./finding.ts";

/** One reconciliation. */
export interface Run {
  /** Name of the network. */
  readonly network: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly startedAt: number;
}

/** Version of the lines' form; the API reads this one. */
const FORMAT = 1;
const ENDING = ".ndjson";
/** Older results of a network go when a new one comes. */
const KEPT_RUNS = 50;

/**
 * Writes what was found into the folder from which the API answers `reconciliations`: a file a run, a line an
 * interval. The file appears whole. Whoever can write into the folder can publish results; the API only reads.
 *
 * @returns Path of the file.
 */
export function writeResult(folder: string, run: Run, intervals: readonly Interval[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${prefixOf(run.network)}${String(run.startedAt).padStart(15, "0")}${ENDING}`);
  const lines = intervals.map((interval, line) => JSON.stringify(toLine(run, interval, line)));
  writeFileSync(`${path}.partial`, lines.map((line) => `${line}\n`).join(""));
  renameSync(`${path}.partial`, path);
  removeOld(folder, run.network);
  return path;
}

function prefixOf(network: string): string {
  return `${encodeURIComponent(network)}-`;
}

/** Integers are written as text: JSON numbers lose digits. */
function toLine({ network, startedAt }: Run, interval: Interval, line: number) {
  const { first, last, ledger, chain, residual, ...rest } = interval;
  return {
    format: FORMAT,
    network,
    run: String(startedAt),
    line,
    ...rest,
    firstBlock: String(first.number),
    firstBlockHash: first.hash,
    lastBlock: String(last.number),
    lastBlockHash: last.hash,
    ledger: String(ledger),
    chain: chain === null ? null : String(chain),
    residual: residual === null ? null : String(residual),
  };
}

function removeOld(folder: string, network: string): void {
  const digits = new RegExp(`^\\d{15}${ENDING.replace(".", "\\.")}$`);
  const runs = readdirSync(folder)
    .filter((name) => name.startsWith(prefixOf(network)) && digits.test(name.slice(prefixOf(network).length)))
    .sort();
  for (const name of runs.slice(0, -KEPT_RUNS)) rmSync(join(folder, name), { force: true });
}
