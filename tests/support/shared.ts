import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..", "..");

/** Title suffix of a test that is skipped because {@link sharedPath} returned `null`. */
export const SHARED_MISSING = "skipped: recorded data folder not found";

/**
 * Returns the absolute path of a file or folder in the recorded data folder, or `null` when it is not there.
 * The folder is `../shared` beside the repository unless `SEAWALL_SHARED` names another.
 *
 * @example sharedPath("data", "hegic-v888")
 */
export function sharedPath(...parts: string[]): string | null {
  const path = join(resolve(ROOT, process.env["SEAWALL_SHARED"] ?? "../shared"), ...parts);
  return existsSync(path) ? path : null;
}
