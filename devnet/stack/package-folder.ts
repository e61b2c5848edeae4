import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * Returns the folder of an installed npm package, or `null`. Looks where Node.js would, without loading the
 * package: packages that carry programs export nothing useful.
 *
 * @param name - Package name, e.g. `@graphprotocol/graph-cli`.
 */
export function packageFolder(name: string): string | null {
  const roots = require.resolve.paths(name) ?? [];
  const folders = roots.map((root) => join(root, name));
  return folders.find((folder) => existsSync(join(folder, "package.json"))) ?? null;
}
