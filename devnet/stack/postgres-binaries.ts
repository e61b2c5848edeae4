import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Environment } from "./child.ts";
import { findBinary, POSTGRES } from "./find-binary.ts";

/** The programs of one PostgreSQL installation. */
export interface PostgresBinaries {
  /** Installation folder: `bin/`, `lib/`, `share/`. */
  readonly folder: string;
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Returns PostgreSQL's programs from its npm package, ready to run: npm packages carry no symbolic links, and
 * the install script that recreates those of the libraries does not run under `npm ci --ignore-scripts`.
 *
 * @throws {UnsupportedPlatformError} when npm has no package for the platform.
 * @throws {MissingPartError} when the package is not installed.
 */
export function postgresBinaries(env: Environment): PostgresBinaries {
  const postgres = findBinary(POSTGRES, env);
  const folder = dirname(dirname(postgres));
  const initdb = join(folder, "bin", "initdb");
  restoreLinks(folder);
  for (const program of [postgres, initdb]) makeExecutable(program);
  return { folder, postgres, initdb };
}

function restoreLinks(folder: string): void {
  const root = dirname(folder);
  const list = JSON.parse(readFileSync(join(folder, "pg-symlinks.json"), "utf8")) as Link[];
  for (const { source, target } of list) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

/** An entry of the package's list: `target` is a link to `source`, both relative to the package. */
interface Link {
  readonly source: string;
  readonly target: string;
}

function makeExecutable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}
