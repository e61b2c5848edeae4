import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { handlersFile } from "../../subgraph/manifest/handlers.ts";
import { loadNetwork } from "../../subgraph/manifest/network.ts";
import { testManifest } from "./test-manifest.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const NETWORK = join(import.meta.dirname, "network.json");
const BUILD_MS = 600_000;

function run(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { cwd: ROOT, timeout: BUILD_MS, killSignal: "SIGKILL", stdio: "pipe" });
  } catch (cause) {
    const { stdout, stderr } = cause as { stdout?: Buffer; stderr?: Buffer };
    throw new Error(`"${command} ${args.join(" ")}" failed:\n${stdout ?? ""}\n${stderr ?? ""}`, { cause });
  }
}

/** Returns when a file, or the newest file in a folder, was changed. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Returns whether the generated bindings are missing or older than what they are made from. */
function areBindingsStale(): boolean {
  const generated = join(ROOT, "subgraph/generated/schema.ts");
  if (!existsSync(generated)) return true;
  const made = statSync(generated).mtimeMs;
  return ["schema.graphql", "abis", "subgraph/manifest"].some((path) => newest(join(ROOT, path)) > made);
}

/**
 * Builds the subgraph for the network of the tests in a folder of its own below `.seawall/`.
 *
 * @returns Absolute path of that folder; `subgraph.yaml` and `build/` lie in it.
 * @throws {Error} with the compiler's output when the build fails.
 */
export function buildTestSubgraph(): string {
  if (areBindingsStale()) run("npm", ["run", "--silent", "codegen"]);
  mkdirSync(join(ROOT, ".seawall"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".seawall/gnd-test-"));
  const inputs = { abis: buildAbis(), repoRoot: relative(folder, ROOT) };
  const network = loadNetwork(NETWORK);
  const manifest = join(folder, "subgraph.yaml");
  writeFileSync(manifest, stringify(testManifest(network, inputs), { aliasDuplicateObjects: false }));
  const handlers = handlersFile(network, inputs.repoRoot);
  mkdirSync(dirname(join(folder, handlers.path)));
  writeFileSync(join(folder, handlers.path), handlers.text);
  run("npx", ["graph", "build", relative(ROOT, manifest), "-o", relative(ROOT, join(folder, "build"))]);
  return folder;
}
