import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadNetwork, type NetworkConfig } from "../../subgraph/manifest/network.ts";
import { UsageError } from "../stack/errors.ts";

/**
 * Finds a network by its name in subgraph/networks, or by the path of a file when it ends in `.json`.
 *
 * @throws {UsageError} when there is no such file.
 * @throws {NetworkFileError} when it is malformed.
 */
export function networkFile(
  name: string,
  { repoRoot, cwd }: { readonly repoRoot: string; readonly cwd: string },
): NetworkConfig {
  const path = name.endsWith(".json")
    ? resolve(cwd, name)
    : join(repoRoot, "subgraph", "networks", `${name}.json`);
  if (existsSync(path)) return loadNetwork(path);
  throw new UsageError(
    `There is no network file "${path}". Give the name of one in subgraph/networks/, or a path.`,
  );
}
