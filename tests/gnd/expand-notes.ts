import { encodeFunctionData, padHex, parseAbiItem, size, sliceHex } from "viem";
import { expandStruct, type StructEvent } from "./expand-struct.ts";

/** An event of a test file, or the short form of a Maker note. */
export interface TestEvent {
  readonly note?: string;
  readonly usr?: string;
  readonly args?: readonly string[];
  readonly [key: string]: unknown;
}

/** The part of a test file that is rewritten. */
export interface TestFile {
  readonly blocks: readonly { readonly events?: readonly TestEvent[] }[];
}

/** Bytes of a call that a note carries (makerdao/dss 1.0.0 src/lib.sol). */
const NOTE_SIZE = 224;
const LAYOUT = "(address indexed usr, bytes32 indexed arg1, bytes32 indexed arg2, bytes data)";
/** The Vat's notes name no caller but three arguments (makerdao/dss 1.0.0 src/vat.sol). */
const VAT_LAYOUT = "(bytes32 indexed arg1, bytes32 indexed arg2, bytes32 indexed arg3, bytes data)";

/** Returns the name under which a test file emits the note of a call: `file_bytes32_uint256` for `file(bytes32,uint256)`. */
export function noteName(call: string): string {
  return call.replaceAll(/\W+/g, "_").replace(/_$/, "");
}

/**
 * Returns the event that stands for a note. A test of gnd cannot make a log without a hashed first topic, so the
 * note is emitted as an event named after the call, whose other topics and data are those of the note.
 */
function expandNote(event: TestEvent): object {
  const { note = "", usr, args = [], ...rest } = event;
  const item = parseAbiItem(`function ${note}` as "function f()");
  const values = args.map((arg) => (arg.startsWith("0x") ? arg : BigInt(arg)));
  const call = encodeFunctionData({ abi: [item], args: values as unknown as [] });
  const data = padHex(call, { dir: "right", size: Math.max(NOTE_SIZE, size(call)) });
  const words = { arg1: sliceHex(data, 4, 36), arg2: sliceHex(data, 36, 68) };
  if (usr !== undefined) return { ...rest, event: noteName(note) + LAYOUT, params: { usr, ...words, data } };
  const params = { ...words, arg3: sliceHex(data, 68, 100), data };
  return { ...rest, event: noteName(note) + VAT_LAYOUT, params };
}

function expand(event: TestEvent): object {
  if (event["log"] !== undefined) return expandStruct(event as unknown as StructEvent);
  return event.note === undefined ? event : expandNote(event);
}

/** Replaces every short form in a test file. */
export function expandNotes(file: TestFile): object {
  const blocks = file.blocks.map((block) => ({
    ...block,
    events: (block.events ?? []).map(expand),
  }));
  return { ...file, blocks };
}
