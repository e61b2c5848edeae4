import { createRequire } from "node:module";
import type { Abi } from "viem";
import type { Artifact } from "../../../devnet/world/artifact.ts";

const require = createRequire(import.meta.url);

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: {
    readonly source: Record<
      string,
      { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }
    >;
  };
}

/**
 * Compiles a short source of contracts that tests need; takes about two seconds.
 *
 * @returns The contract of each name.
 * @throws {Error} with the compiler's message when it does not compile.
 */
export function compileSource(source: string): (name: string) => Artifact {
  const solc = require("solc") as { compile(input: string): string };
  const input = {
    language: "Solidity",
    sources: { source: { content: source } },
    settings: { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  const failure = output.errors?.find(({ severity }) => severity === "error");
  if (failure !== undefined) throw new Error(`the source does not compile: ${failure.formattedMessage}`);
  return (name) => {
    const compiled = output.contracts.source[name];
    if (compiled === undefined) throw new Error(`the source has no contract ${name}`);
    return { name, abi: compiled.abi, bytecode: `0x${compiled.evm.bytecode.object}`, linkReferences: {} };
  };
}
