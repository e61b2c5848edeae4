import { createRequire } from "node:module";
import type { Abi } from "viem";
import type { Artifact } from "../../../devnet/world/artifact.ts";

const require = createRequire(import.meta.url);

/** A feed whose price anybody sets, as a market and as a collateral read it, and a receiver of surplus. */
const SOURCE = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract PriceFeed {
  uint256 private price;
  function setPrice(uint256 value) external { price = value; }
  function getPrice(uint256) external view returns (uint256) { return price; }
  function getDispatchedPrice(uint256) external view returns (uint256) { return price; }
  function dispatchPrice(uint256) external {}
  function decimals() external pure returns (uint8) { return 18; }
}
contract Beneficiary {
  address public immutable getToken;
  constructor(address token) { getToken = token; }
}
`;

interface CompilerOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: {
    readonly mocks: Record<
      string,
      { readonly abi: Abi; readonly evm: { readonly bytecode: { readonly object: string } } }
    >;
  };
}

/** Compiles what Perpetual Protocol v2 needs from outside its package, by contract name. Takes about two seconds. */
export function compilePerpV2Mocks(): ReadonlyMap<string, Artifact> {
  const solc = require("solc") as { compile(input: string): string };
  const input = {
    language: "Solidity",
    sources: { mocks: { content: SOURCE } },
    settings: { outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  const failure = output.errors?.find(({ severity }) => severity === "error");
  if (failure !== undefined) throw new Error(`the mocks do not compile: ${failure.formattedMessage}`);
  return new Map(
    Object.entries(output.contracts.mocks).map(([name, { abi, evm }]) => [
      name,
      { name, abi, bytecode: `0x${evm.bytecode.object}`, linkReferences: {} },
    ]),
  );
}
