import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Abi } from "viem";
import type { Artifact } from "../../../devnet/world/artifact.ts";

const require = createRequire(import.meta.url);
const MODULES = join(import.meta.dirname, "../../../node_modules");
const ORIGIN = join(MODULES, "@aave-dao/aave-v3-origin");

/** Where an import of the package's sources may lie, by the prefix it is written with. */
const REMAPPINGS: readonly (readonly [string, readonly string[]])[] = [
  ["openzeppelin-contracts/contracts/", ["@openzeppelin/contracts/"]],
  ["openzeppelin-contracts-upgradeable/contracts/", ["@openzeppelin/contracts-upgradeable/"]],
  ["solidity-utils/", ["@bgd-labs/solidity-utils/src/", "@bgd-labs/solidity-utils/"]],
];

const ENTRIES = [
  "instances/PoolInstance",
  "instances/PoolConfiguratorInstance",
  "instances/ATokenInstance",
  "instances/VariableDebtTokenInstance",
  "protocol/configuration/PoolAddressesProvider",
  "protocol/configuration/ACLManager",
  "misc/AaveOracle",
  "misc/DefaultReserveInterestRateStrategyV2",
  "helpers/AaveProtocolDataProvider",
].map((path) => `src/contracts/${path}.sol`);

interface CompiledContract {
  readonly abi: Abi;
  readonly evm: {
    readonly bytecode: { readonly object: string; readonly linkReferences: Artifact["linkReferences"] };
  };
}

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<Record<string, Readonly<Record<string, CompiledContract>>>>;
}

function candidates(path: string): string[] {
  const remapped = REMAPPINGS.flatMap(([prefix, targets]) =>
    path.startsWith(prefix) ? targets.map((target) => join(MODULES, target + path.slice(prefix.length))) : [],
  );
  return [join(ORIGIN, path), ...remapped, join(MODULES, path)];
}

function findImport(path: string): { contents: string } | { error: string } {
  const file = candidates(path).find(existsSync);
  return file === undefined ? { error: `${path} not found` } : { contents: readFileSync(file, "utf8") };
}

function compilerInput(): string {
  const sources = ENTRIES.map(
    (path) => [path, { content: readFileSync(join(ORIGIN, path), "utf8") }] as const,
  );
  return JSON.stringify({
    language: "Solidity",
    sources: Object.fromEntries(sources),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: "cancun",
      outputSelection: { "*": { "*": ["abi", "evm.bytecode.object", "evm.bytecode.linkReferences"] } },
    },
  });
}

function compile(input: string): Artifact[] {
  const solc = require("solc") as { compile(input: string, callbacks: object): string };
  const output = JSON.parse(solc.compile(input, { import: findImport })) as CompilerOutput;
  const failure = output.errors?.find(({ severity }) => severity === "error");
  if (failure !== undefined) throw new Error(`Aave v3.6 does not compile: ${failure.formattedMessage}`);
  return Object.values(output.contracts).flatMap((file) =>
    Object.entries(file).map(([name, { abi, evm }]) => ({
      name,
      abi,
      bytecode: `0x${evm.bytecode.object}`,
      linkReferences: evm.bytecode.linkReferences,
    })),
  );
}

/**
 * Compiles Aave v3.6 from the sources of the npm package, or takes it from the cache of an earlier run. Takes
 * about eight seconds the first time. The sources are under the Business Source License until 2027-03-06 and are
 * used here for tests only.
 */
export function compileAaveV36(): ReadonlyMap<string, Artifact> {
  const input = compilerInput();
  const key = createHash("sha256").update(input).digest("hex").slice(0, 16);
  const cache = join(MODULES, ".cache/seawall", `aave-v3-6-${key}.json`);
  if (!existsSync(cache)) {
    mkdirSync(dirname(cache), { recursive: true });
    const partial = `${cache}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(compile(input)));
    renameSync(partial, cache);
  }
  const artifacts = JSON.parse(readFileSync(cache, "utf8")) as Artifact[];
  return new Map(artifacts.map((artifact) => [artifact.name, artifact]));
}
