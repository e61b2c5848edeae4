import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { bindingsManifest } from "../../subgraph/manifest/bindings.ts";
import { withEntityBases } from "../../subgraph/manifest/entity-classes.ts";
import { type HandlersFile, handlersFile } from "../../subgraph/manifest/handlers.ts";
import { generateManifest } from "../../subgraph/manifest/manifest.ts";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { type Environment, runTask, type Spawn } from "./child.ts";
import { MissingPartError } from "./errors.ts";
import { packageFolder } from "./package-folder.ts";

/** What to build and where. */
export interface SubgraphBuildOptions {
  readonly network: NetworkConfig;
  /** Root of the repository. */
  readonly repoRoot: string;
  /** Folder that keeps one build per content hash. Absolute. */
  readonly outDir: string;
  readonly logFile: string;
  readonly env: Environment;
  readonly spawn?: Spawn;
}

/** A built subgraph. */
export interface SubgraphBuild {
  /** Absolute path of the built manifest; graph-node takes it as the deployment's id. */
  readonly manifest: string;
  /** Hash of everything that went into it, hexadecimal. */
  readonly hash: string;
  /** True when an earlier build had the same content. */
  readonly isCached: boolean;
}

const GRAPH_CLI = "@graphprotocol/graph-cli";
const TOOLCHAIN = [GRAPH_CLI, "@graphprotocol/graph-ts", "assemblyscript"];
const INPUTS = ["schema.graphql", "abis", join("subgraph", "src")];

/**
 * Compiles the subgraph for a network into a folder named after the hash of everything that goes into it, so
 * that a changed subgraph is a new deployment and an unchanged one is built once. Works in a copy: the
 * repository is not written to, and several builds do not disturb each other.
 *
 * @throws {ManifestError} when the network does not fit the protocols.
 * @throws {PartCrashedError} when the compiler fails; its output is in the log file.
 */
export async function buildSubgraph(options: SubgraphBuildOptions): Promise<SubgraphBuild> {
  const manifests = writeManifests(options.network);
  const hash = contentHash(options.repoRoot, manifests);
  const folder = join(options.outDir, hash);
  const manifest = join(folder, "subgraph.yaml");
  if (existsSync(manifest)) return { manifest, hash, isCached: true };
  const work = `${folder}.partial-${process.pid}`;
  try {
    prepare(work, options.repoRoot, manifests);
    await runGraph(options, work, ["codegen", "bindings.yaml", "-o", "generated", "--skip-migrations"]);
    putEntityBases(join(work, "subgraph", "generated", "schema.ts"), options.repoRoot);
    await runGraph(options, work, ["build", "subgraph.yaml", "-o", "build", "--skip-migrations"]);
    renameSync(join(work, "subgraph", "build"), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { manifest, hash, isCached: false };
}

/**
 * Returns the hash of everything that goes into a network's subgraph, hexadecimal: the network, the mappings, the
 * schema, the ABIs and the compiler.
 *
 * @throws {ManifestError} when the network does not fit the protocols.
 */
export function subgraphHash(network: NetworkConfig, repoRoot: string): string {
  return contentHash(repoRoot, writeManifests(network));
}

/** Removes what builds left behind that were killed. Only when no build runs. */
export function removePartialBuilds(outDir: string): void {
  if (!existsSync(outDir)) return;
  const partial = readdirSync(outDir).filter((name) => name.includes(".partial-"));
  for (const name of partial) rmSync(join(outDir, name), { recursive: true, force: true });
}

/** What is made of a network for its build: two manifests, as YAML, and the code that its data sources name. */
interface Manifests {
  readonly subgraph: string;
  readonly bindings: string;
  readonly handlers: HandlersFile;
}

function writeManifests(network: NetworkConfig): Manifests {
  const inputs = { abis: buildAbis(), repoRoot: ".." };
  const yaml = (manifest: object) => stringify(manifest, { lineWidth: 0, aliasDuplicateObjects: false });
  return {
    subgraph: yaml(generateManifest(network, inputs)),
    bindings: yaml(bindingsManifest(inputs)),
    handlers: handlersFile(network, inputs.repoRoot),
  };
}

function contentHash(repoRoot: string, manifests: Manifests): string {
  const { subgraph, bindings, handlers } = manifests;
  const hash = createHash("sha256").update(subgraph).update(bindings).update(handlers.text);
  for (const name of TOOLCHAIN) hash.update(readFileSync(join(requirePackage(name), "package.json")));
  for (const file of inputFiles(repoRoot)) hash.update(file).update(readFileSync(join(repoRoot, file)));
  return hash.digest("hex").slice(0, 32);
}

function inputFiles(repoRoot: string): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(repoRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(repoRoot.length + 1));
  const [schema = "", ...folders] = INPUTS;
  return [schema, ...folders.flatMap(below)].sort();
}

function prepare(work: string, repoRoot: string, manifests: Manifests): void {
  mkdirSync(join(work, "subgraph"), { recursive: true });
  for (const input of INPUTS) cpSync(join(repoRoot, input), join(work, input), { recursive: true });
  symlinkSync(join(requirePackage(GRAPH_CLI), "..", ".."), join(work, "node_modules"));
  writeFileSync(join(work, "subgraph", "subgraph.yaml"), manifests.subgraph);
  writeFileSync(join(work, "subgraph", "bindings.yaml"), manifests.bindings);
  const handlers = join(work, "subgraph", manifests.handlers.path);
  mkdirSync(dirname(handlers), { recursive: true });
  writeFileSync(handlers, manifests.handlers.text);
}

function putEntityBases(path: string, repoRoot: string): void {
  const schema = readFileSync(join(repoRoot, "schema.graphql"), "utf8");
  writeFileSync(path, withEntityBases(readFileSync(path, "utf8"), schema));
}

function runGraph(options: SubgraphBuildOptions, work: string, args: readonly string[]): Promise<void> {
  const spec = {
    name: "The subgraph compiler (graph-cli)",
    command: process.execPath,
    args: [join(requirePackage(GRAPH_CLI), "bin", "run.js"), ...args],
    env: { ...options.env, NO_COLOR: "1" },
    cwd: join(work, "subgraph"),
    logFile: options.logFile,
  };
  return runTask(spec, options.spawn);
}

function requirePackage(name: string): string {
  const folder = packageFolder(name);
  if (folder === null) {
    const reason = `the npm package "${name}" is not installed`;
    throw new MissingPartError("The subgraph compiler", reason, 'Run "npm ci".');
  }
  return folder;
}
