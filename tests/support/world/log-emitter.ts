import type { Hex } from "viem";
import type { Contract } from "../../../devnet/world/chain-driver.ts";
import type { BlockPerCall } from "./block-per-call.ts";
import { compileSource } from "./compile-source.ts";

const SOURCE = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract LogEmitter {
  struct Log { bytes32[] topics; bytes data; }
  function emitLogs(Log[] calldata logs) external {
    for (uint256 i = 0; i < logs.length; i++) {
      bytes32[] memory t = logs[i].topics;
      bytes memory d = logs[i].data;
      assembly {
        let a := add(t, 32)
        switch mload(t)
        case 2 { log2(add(d, 32), mload(d), mload(a), mload(add(a, 32))) }
        case 3 { log3(add(d, 32), mload(d), mload(a), mload(add(a, 32)), mload(add(a, 64))) }
        default { log4(add(d, 32), mload(d), mload(a), mload(add(a, 32)), mload(add(a, 64)), mload(add(a, 96))) }
      }
    }
  }
}`;

/** Topics, from two to four, and data of a log. */
export interface RawLog {
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** A contract that emits any log. */
export interface LogEmitter {
  readonly address: Hex;
  /** Emits logs in one transaction and one block; returns its number. */
  emit(logs: readonly RawLog[]): Promise<number>;
}

/** Deploys a contract that emits any log. */
export async function deployLogEmitter(chain: BlockPerCall): Promise<LogEmitter> {
  const { name, abi, bytecode } = compileSource(SOURCE)("LogEmitter");
  const contract: Contract = await chain.deploy(name, abi, bytecode);
  return {
    address: contract.address,
    emit: async (logs) => {
      const { blockNumber } = await chain.call(0, contract, { functionName: "emitLogs", args: [logs] });
      return Number(blockNumber);
    },
  };
}
