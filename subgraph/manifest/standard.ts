import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Abi, AbiParameter } from "viem";

const FOLDER = resolve(import.meta.dirname, "../../devnet/contracts/standard");
const FILES = ["BackstopTypes.sol", "IBackstopEvents.sol"];
const INTERFACE = "IBackstopEvents";

interface Output {
  readonly errors?: readonly { readonly formattedMessage: string }[];
  readonly contracts?: Readonly<Record<string, Readonly<Record<string, { readonly abi: Abi }>>>>;
}

/** The interface of the Backstop event standard does not compile without a warning. */
export class StandardError extends Error {
  override readonly name = "StandardError";
}

function compile(): Output {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
  const sources = FILES.map((name) => [name, { content: readFileSync(join(FOLDER, name), "utf8") }]);
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(sources),
    settings: { outputSelection: { "*": { "*": ["abi"] } } },
  };
  return JSON.parse(solc.compile(JSON.stringify(input))) as Output;
}

/**
 * Compiles the interface of the Backstop event standard.
 *
 * @returns Its ABI as the compiler gives it.
 * @throws {StandardError} with the compiler's messages.
 */
export function compileStandard(): Abi {
  const { errors = [], contracts } = compile();
  const abi = contracts?.[`${INTERFACE}.sol`]?.[INTERFACE]?.abi;
  if (errors.length === 0 && abi !== undefined) return abi;
  const messages = errors.map(({ formattedMessage }) => formattedMessage).join("\n");
  throw new StandardError(`Expected ${INTERFACE}.sol to compile without a message, got:\n${messages}`);
}

function parameterText(parameter: AbiParameter & { readonly indexed?: boolean | undefined }): string {
  const members = "components" in parameter ? parameter.components : [];
  const type = parameter.type.replace("tuple", `(${members.map(parameterText).join(", ")})`);
  return `${type}${parameter.indexed === true ? " indexed" : ""} ${parameter.name}`;
}

/** Returns the events of an ABI as human-readable signatures, in its order. */
export function eventSignatures(abi: Abi): string[] {
  return abi.flatMap((item) =>
    item.type === "event" ? [`event ${item.name}(${item.inputs.map(parameterText).join(", ")})`] : [],
  );
}

/** Returns the text of `protocols/backstop-signatures.ts`: the events of the compiled interface. */
export function signaturesFile(abi: Abi): string {
  const lines = eventSignatures(abi).map((signature) => `  "${signature}",\n`);
  return `// Generated from devnet/contracts/standard by npm run abis; do not edit.

/** Every event of the Backstop event standard, as its interface declares it. */
export const BACKSTOP_SIGNATURES: readonly string[] = [
${lines.join("")}];
`;
}
