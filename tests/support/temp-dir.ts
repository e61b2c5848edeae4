import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder that lives as long as a test. */
export interface TempDir {
  readonly path: string;
  /** Removes the folder and everything in it. */
  remove(): void;
}

/**
 * Makes a fresh folder below the system's temporary folder. Others may enter it, because PostgreSQL runs as
 * another user when the tests run as root.
 *
 * @param name - Short name of the test, part of the folder's name.
 */
export function makeTempDir(name: string): TempDir {
  const path = mkdtempSync(join(tmpdir(), `seawall-${name}-`));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
