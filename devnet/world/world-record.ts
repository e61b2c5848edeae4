import { concatHex, getContractAddress, type Hex, hexToString, numberToHex, size, stringToHex } from "viem";
import { roleAccount } from "./accounts.ts";
import type { ChainDriver } from "./chain-driver.ts";
import type { LocalWorld } from "./scenario.ts";

/** Changes with the scenario and its sources, so that a chain with another version's world is not taken for this one's. */
const VERSION = 3;

/** Names the local world's record; a scenario's has another name. */
const LOCAL_WORLD = `version ${VERSION}`;

const recorder = (world: string) => roleAccount(`recorder of ${world}`);

/**
 * Creation code whose only effect is a contract with the given bytes as code: push the length, duplicate it, copy
 * that much from behind these 12 bytes to memory 0, return it. The leading STOP makes the contract inert.
 */
function storeAsCode(payload: Hex): Hex {
  const code = concatHex(["0x00", payload]);
  const prologue = concatHex(["0x61", numberToHex(size(code), { size: 2 }), "0x80600c6000396000f3"]);
  return concatHex([prologue, code]);
}

/**
 * Address at which a finished world leaves its record: the recorder's first contract.
 *
 * @param name - What the record is of; the local world unless told.
 */
export function recordAddress(name = LOCAL_WORLD): Hex {
  return getContractAddress({ from: recorder(name).address, nonce: 0n });
}

/** Queues the record of the finished world; it outlives a restart with the rest of the chain's state. */
export function queueRecord(chain: ChainDriver, world: LocalWorld, name = LOCAL_WORLD): void {
  chain.create(recorder(name), storeAsCode(stringToHex(JSON.stringify(world))), "record of the world");
}

/** Pays the recorder for its one transaction. */
export function payRecorder(chain: ChainDriver, value: bigint, name = LOCAL_WORLD): void {
  chain.pay(recorder(name).address, value);
}

/** Reads a record, given the code at its address; null when there is none. */
export function decodeRecord(code: Hex | undefined): LocalWorld | null {
  if (code === undefined || code === "0x") return null;
  return JSON.parse(hexToString(`0x${code.slice(4)}`)) as LocalWorld;
}
