import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
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
const RUN = /^\d{15}\.ndjson$/;
/** Older results of a network go when a new one comes, for the API reads them all to answer; the new one stays. */
const KEPT_RUNS = 50;
const KEPT_BYTES = 16 * 2 ** 20;

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
  const paths = runsOf(folder, network).map((name) => join(folder, name));
  let bytes = 0;
  for (const [place, path] of paths.entries()) {
    bytes += statSync(path).size;
    if (place > 0 && (place >= KEPT_RUNS || bytes > KEPT_BYTES)) rmSync(path, { force: true });
  }
}

/** Files of a network, newest first. */
function runsOf(folder: string, network: string): string[] {
  const prefix = prefixOf(network);
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && RUN.test(name.slice(prefix.length)))
    .sort()
    .reverse();
}
