import {
  concatHex,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  type Hex,
  padHex,
  parseAbi,
  size,
  slice,
  stringToHex,
  zeroHash,
} from "viem";
import { MAKER } from "./contracts.ts";

/** Address, topics and data of a log. */
export interface EventContent {
  readonly address: Hex;
  readonly topics: Hex[];
  readonly data: Hex;
}

const NOTED = parseAbi([
  "function tend(uint256 id, uint256 lot, uint256 bid)",
  "function dent(uint256 id, uint256 lot, uint256 bid)",
  "function deal(uint256 id)",
  "function fess(uint256 tab)",
  "function file(bytes32 ilk, bytes32 what, uint256 data)",
]);

const EVENTS = parseAbi([
  "event Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)",
  "event Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
]);

const ILK = stringToHex("ETH-A", { size: 32 });
const WORD = 32;
/** Bytes of calldata that a note carries, zeros behind a shorter call. */
const NOTED_BYTES = 224;

/** Bytes 4 to 36 and 36 to 68 of the calldata, zero where it ends before. */
function argument(calldata: Hex, index: number): Hex {
  const start = 4 + WORD * index;
  return size(calldata) >= start + WORD ? slice(calldata, start, start + WORD) : zeroHash;
}

/**
 * Returns the anonymous LogNote that a call leaves: topics are the selector, the caller and the first two
 * arguments; data is the calldata as ABI bytes of 224.
 *
 * @see https://github.com/makerdao/dss/blob/1.0.0/src/lib.sol
 */
function note(address: Hex, caller: Hex, calldata: Hex): EventContent {
  return {
    address,
    topics: [
      padHex(slice(calldata, 0, 4), { size: WORD, dir: "right" }),
      padHex(caller, { size: WORD }),
      argument(calldata, 0),
      argument(calldata, 1),
    ],
    data: concatHex([
      padHex("0x20", { size: WORD }),
      padHex("0xe0", { size: WORD }),
      padHex(calldata, { size: NOTED_BYTES, dir: "right" }),
    ]),
  };
}

function eventOf(name: "Bite" | "Kick") {
  return EVENTS.find((event) => event.name === name) as (typeof EVENTS)[number];
}

function unindexed(name: "Bite" | "Kick", values: readonly unknown[]): Hex {
  return encodeAbiParameters(
    eventOf(name).inputs.filter((input) => !("indexed" in input)),
    values,
  );
}

/** `Vow.fess` note by the Cat: `tab` DAI of debt, rad, enter the queue. */
export function fessNote(tab: bigint): EventContent {
  const calldata = encodeFunctionData({ abi: NOTED, functionName: "fess", args: [tab] });
  return note(MAKER.vow, MAKER.cat, calldata);
}

/** `Flipper.tend` note: a bid of `bid` DAI, rad, for the whole lot, wad. */
export function tendNote(caller: Hex, id: bigint, lot: bigint, bid: bigint): EventContent {
  const calldata = encodeFunctionData({ abi: NOTED, functionName: "tend", args: [id, lot, bid] });
  return note(MAKER.flipperEthA, caller, calldata);
}

/** `Flipper.dent` note: a bid of the full `bid`, rad, for a smaller lot, wad. */
export function dentNote(caller: Hex, id: bigint, lot: bigint, bid: bigint): EventContent {
  const calldata = encodeFunctionData({ abi: NOTED, functionName: "dent", args: [id, lot, bid] });
  return note(MAKER.flipperEthA, caller, calldata);
}

/** `Flipper.deal` note: the auction ends. */
export function dealNote(caller: Hex, id: bigint): EventContent {
  return note(
    MAKER.flipperEthA,
    caller,
    encodeFunctionData({ abi: NOTED, functionName: "deal", args: [id] }),
  );
}

/** `Cat.file(ilk, "chop", chop)` note: the liquidation penalty, ray, 1.13 being 13 %. */
export function chopNote(caller: Hex, chop: bigint): EventContent {
  const what = stringToHex("chop", { size: 32 });
  return note(
    MAKER.cat,
    caller,
    encodeFunctionData({ abi: NOTED, functionName: "file", args: [ILK, what, chop] }),
  );
}

/** `Cat.Bite`: `ink` ETH, wad, and `art` and `tab` of debt, wad and rad, taken from the vault `urn`. */
export function biteEvent(
  urn: Hex,
  vault: { ink: bigint; art: bigint; tab: bigint },
  id: bigint,
): EventContent {
  const topics = encodeEventTopics({ abi: EVENTS, eventName: "Bite", args: { ilk: ILK, urn } }) as Hex[];
  const data = unindexed("Bite", [vault.ink, vault.art, vault.tab, MAKER.flipperEthA, id]);
  return { address: MAKER.cat, topics, data };
}

/** `Flipper.Kick`: `lot` ETH, wad, are offered for `tab` DAI, rad; what is left goes back to `urn`. */
export function kickEvent(urn: Hex, auction: { id: bigint; lot: bigint; tab: bigint }): EventContent {
  const args = { usr: urn, gal: MAKER.vow };
  const topics = encodeEventTopics({ abi: EVENTS, eventName: "Kick", args }) as Hex[];
  const data = unindexed("Kick", [auction.id, auction.lot, 0n, auction.tab]);
  return { address: MAKER.flipperEthA, topics, data };
}
