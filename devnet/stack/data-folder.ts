import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, resolve } from "node:path";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import type { Environment } from "./child.ts";
import { FolderNotWritableError } from "./errors.ts";
import { removePostgres } from "./postgres.ts";

/** Paths of one world (the local one, a history, a network) inside the data folder. */
export interface WorldFolder {
  readonly path: string;
  readonly postgres: string;
  readonly anvil: string;
  readonly graphNode: string;
  readonly logs: string;
  /** Written when a local chain is whole and indexed; without it a start begins from nothing. */
  readonly completed: string;
}

/**
 * Makes the data folder and its run folder, and returns the path of the latter. Both can be entered by other
 * users, because root runs PostgreSQL as another one; what is private lies deeper.
 *
 * @throws {FolderNotWritableError} when that is not allowed.
 */
export function prepareDataFolder(folder: string): string {
  const runDir = join(folder, "run");
  try {
    makeFolder(folder);
    makeFolder(runDir);
    const probe = join(runDir, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (cause) {
    throw new FolderNotWritableError(folder, cause);
  }
  return runDir;
}

function makeFolder(path: string): void {
  if (existsSync(path)) return;
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** Returns the paths of a world, making its folder when it is missing. */
export function worldFolder(dataFolder: string, key: string): WorldFolder {
  const path = join(dataFolder, key);
  const logs = join(path, "logs");
  for (const folder of [path, logs, join(path, "postgres")]) makeFolder(folder);
  return {
    path,
    postgres: join(path, "postgres"),
    anvil: join(path, "anvil"),
    graphNode: join(path, "graph-node"),
    logs,
    completed: join(path, "completed.json"),
  };
}

/**
 * Returns the path of the API's DuckDB file for a ledger, and removes those of other ledgers: the store is a copy
 * of one ledger, so a changed subgraph is copied anew.
 *
 * @param ledger - Identifies the ledger; letters, digits and dashes.
 */
export function storeFile(folder: WorldFolder, ledger: string): string {
  const name = `store-${ledger}.duckdb`;
  const others = readdirSync(folder.path).filter(
    (file) => file.startsWith("store-") && !file.startsWith(name),
  );
  for (const file of others) rmSync(join(folder.path, file), { recursive: true, force: true });
  return join(folder.path, name);
}

/** Discards everything a world has stored. */
export function discardWorld(folder: WorldFolder, env: Environment): void {
  removePostgres(folder.postgres, env);
  rmSync(folder.path, { recursive: true, force: true });
}

/**
 * Returns the name of a recorded history's folder inside the data folder: the same recording resumes, another
 * one, also under the same path, is indexed from nothing.
 */
export function historyKey(dir: string): string {
  const hash = createHash("sha256").update(resolve(dir));
  for (const name of readdirSync(dir).sort()) hash.update(`${name} ${statSync(join(dir, name)).size}\n`);
  return `history-${basename(resolve(dir))}-${hash.digest("hex").slice(0, 8)}`;
}

/** A local chain that is whole, and indexed to its end. */
export interface CompletedWorld {
  /** Its contracts. */
  readonly network: NetworkConfig;
  /** Hash of the subgraph that indexed it. */
  readonly subgraph: string;
}

/** Remembers that a world is complete. */
export function writeCompletedWorld(folder: WorldFolder, world: CompletedWorld): void {
  const partial = `${folder.completed}.partial`;
  writeFileSync(partial, JSON.stringify(world, null, 2));
  renameSync(partial, folder.completed);
}

/** Returns what is remembered of a complete world, or `null` when there is none. */
export function readCompletedWorld(folder: WorldFolder): CompletedWorld | null {
  if (!existsSync(folder.completed)) return null;
  return JSON.parse(readFileSync(folder.completed, "utf8")) as CompletedWorld;
}
