import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Abi } from "viem";
import type { Artifact } from "../world/artifact.ts";

const require = createRequire(import.meta.url);
const FOLDER = import.meta.dirname;
const CACHE = join(FOLDER, "../../node_modules/.cache/seawall-contracts");
const SETTINGS = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: "shanghai",
  metadata: { bytecodeHash: "none" },
  outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
};

type Sources = Readonly<Record<string, { readonly content: string }>>;
type Compiled = Readonly<Record<string, { readonly abi: Abi; readonly bytecode: string }>>;

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<
    Record<
      string,
      Record<string, { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }>
    >
  >;
}

/** The sources of `devnet/contracts` do not give what was asked for. */
export class ContractSourceError extends Error {
  override readonly name = "ContractSourceError";
}

let compiled: Compiled | undefined;

/**
 * Returns a contract of `devnet/contracts`, compiled by the solc of the lock file. All are compiled together, once for
 * each content of the sources (about ten seconds); the result is kept below `node_modules/.cache`.
 *
 * @param name - Such as `InsuranceFund`.
 * @throws {ContractSourceError} when the sources do not compile without warnings, or have no such contract.
 */
export function referenceArtifact(name: string): Artifact {
  compiled ??= cachedOrCompiled(readSources());
  const contract = compiled[name];
  if (contract === undefined) throw new ContractSourceError(`There is no contract "${name}".`);
  return { name, ...contract, linkReferences: {} };
}

/** Names of all contracts that are compiled, interfaces and abstract ones included. */
export function referenceNames(): string[] {
  compiled ??= cachedOrCompiled(readSources());
  return Object.keys(compiled).sort();
}

function readSources(): Sources {
  const files = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".sol"))
    .sort();
  return Object.fromEntries(
    files.map((file) => [file, { content: readFileSync(join(FOLDER, file), "utf8") }]),
  );
}

function cachedOrCompiled(sources: Sources): Compiled {
  const compiler = require("solc/package.json") as { version: string };
  const key = createHash("sha256")
    .update(JSON.stringify([compiler.version, SETTINGS, sources]))
    .digest("hex");
  const file = join(CACHE, `${key}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Compiled;
  const fresh = compile(sources);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(fresh));
  renameSync(`${file}.${process.pid}`, file);
  return fresh;
}

/** Warnings are errors: what the compiler doubts is not shipped. */
function compile(sources: Sources): Compiled {
  const solc = require("solc") as {
    compile(input: string, callbacks: { import: (path: string) => { contents: string } }): string;
  };
  const input = { language: "Solidity", sources, settings: SETTINGS };
  const output = JSON.parse(
    solc.compile(JSON.stringify(input), { import: (path) => ({ contents: readPackageFile(path) }) }),
  ) as CompilerOutput;
  const problems = (output.errors ?? []).filter(({ severity }) => severity !== "info");
  if (problems.length > 0) {
    throw new ContractSourceError(problems.map(({ formattedMessage }) => formattedMessage).join("\n"));
  }
  const own = Object.keys(sources).flatMap((file) => Object.entries(output.contracts[file] ?? {}));
  return Object.fromEntries(
    own.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }]),
  );
}

function readPackageFile(path: string): string {
  return readFileSync(require.resolve(path), "utf8");
}
