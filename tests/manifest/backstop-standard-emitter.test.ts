import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const FOLDER = resolve(import.meta.dirname, "../../devnet/contracts/standard");
const LIMIT_MS = 180_000;

function read(name: string): string {
  return readFileSync(resolve(FOLDER, name), "utf8");
}

/** Writes a contract with one function for each event, which emits it from its arguments. */
function emitterOfEverything(): string {
  const events = [...read("IBackstopEvents.sol").matchAll(/ {4}event (\w+)\(([^;]*)\);/g)];
  const structs = [...read("BackstopTypes.sol").matchAll(/struct (\w+)/g)].map(([, name]) => name);
  const inMemory = new RegExp(`^(string|bytes|BackstopTypes\\.(${structs.join("|")})) `);
  const functions = events.map(([, event, parameters = ""]) => {
    const plain = parameters.split(",").map((one) => one.trim().replace(/ indexed /, " "));
    const taken = plain.map((one) => one.replace(inMemory, "$1 memory "));
    const names = plain.map((one) => one.slice(one.lastIndexOf(" ") + 1));
    return `function do${event}(${taken.join(", ")}) external { emit ${event}(${names.join(", ")}); }`;
  });
  expect(functions.length).toBeGreaterThan(40);
  return `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;
import {BackstopTypes} from "./BackstopTypes.sol";
import {IBackstopEvents} from "./IBackstopEvents.sol";
contract Everything is IBackstopEvents {
  function backstopStandardVersion() external pure returns (uint256) { return BackstopTypes.VERSION; }
  ${functions.join("\n  ")}
}`;
}

interface Output {
  readonly errors?: readonly { readonly formattedMessage: string }[];
}

/** Stack too deep is what an event of many parameters costs without the IR pipeline. */
test.each(["solc24", "solc"])(
  "behavior: %s compiles an emitter of every event without a warning and without the IR pipeline",
  (compiler) => {
    const solc = createRequire(import.meta.url)(compiler) as { compile(input: string): string };
    const files = ["BackstopTypes.sol", "IBackstopEvents.sol"].map((name) => [name, { content: read(name) }]);
    const sources = { ...Object.fromEntries(files), "Everything.sol": { content: emitterOfEverything() } };
    const settings = { viaIR: false, outputSelection: { "*": { "*": ["evm.bytecode.object"] } } };
    const input = JSON.stringify({ language: "Solidity", sources, settings });
    const { errors = [] } = JSON.parse(solc.compile(input)) as Output;
    expect(errors.map(({ formattedMessage }) => formattedMessage)).toEqual([]);
  },
  LIMIT_MS,
);
