import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Abi } from "viem";
import type { Artifact } from "../../../devnet/world/artifact.ts";

const require = createRequire(import.meta.url);
const MODULES = join(import.meta.dirname, "../../../node_modules");

/** The whole source of a deployment to Mezo's test network, as the package publishes it. */
const SOURCE = join(
  MODULES,
  "@mezo-org/musd-contracts/deployments/matsnet/solcInputs/def1ffb0a57a1d1aede0d49c8dd1d276.json",
);

interface CompilerInput {
  readonly settings: { outputSelection: object };
}

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Readonly<
    Record<
      string,
      Record<string, { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }>
    >
  >;
}

function compile(text: string): Artifact[] {
  const input = JSON.parse(text) as CompilerInput;
  input.settings.outputSelection = { "*": { "*": ["abi", "evm.bytecode.object"] } };
  const solc = require("solc24") as { compile(input: string): string };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  const failure = output.errors?.find(({ severity }) => severity === "error");
  if (failure !== undefined) throw new Error(`MUSD does not compile: ${failure.formattedMessage}`);
  const own = Object.entries(output.contracts).filter(([file]) => file.startsWith("contracts/"));
  return own.flatMap(([, contracts]) =>
    Object.entries(contracts).map(([name, { abi, evm }]) => ({
      name,
      abi,
      bytecode: `0x${evm.bytecode.object}`,
      linkReferences: {},
    })),
  );
}

/**
 * Compiles MUSD from the source in its npm package, or takes it from the cache of an earlier run. Takes about
 * sixteen seconds the first time. The source is under the GPL 3.0 and is used here for tests only.
 */
export function compileMusd(): ReadonlyMap<string, Artifact> {
  const text = readFileSync(SOURCE, "utf8");
  const key = createHash("sha256").update(text).digest("hex").slice(0, 16);
  const cache = join(MODULES, ".cache/seawall", `musd-${key}.json`);
  if (!existsSync(cache)) {
    mkdirSync(dirname(cache), { recursive: true });
    const partial = `${cache}.${process.pid}`;
    writeFileSync(partial, JSON.stringify(compile(text)));
    renameSync(partial, cache);
  }
  const artifacts = JSON.parse(readFileSync(cache, "utf8")) as Artifact[];
  return new Map(artifacts.map((artifact) => [artifact.name, artifact]));
}
