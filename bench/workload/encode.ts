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
  zeroHash,
} from "viem";
import type { LogContent } from "./transaction.ts";

const WORD = 32;
const NOTED_BYTES = 224;

/**
 * Returns the log of an event.
 *
 * @param signature - Human-readable, with `indexed` words, such as `event Loss(uint256 indexed id, uint256 amount)`.
 * @param values - All parameters in order.
 */
export function encodeLog(address: Hex, signature: string, values: readonly unknown[]): LogContent {
  const [event] = parseAbi([signature]) as unknown as readonly [EventAbi];
  const places = event.inputs.map((input, at) => ({ input, value: values[at] }));
  const indexed = places.filter(({ input }) => input.indexed).map(({ value }) => value);
  const others = places.filter(({ input }) => !input.indexed);
  const topics = encodeEventTopics({ abi: [event], eventName: event.name, args: indexed as never });
  const data = encodeAbiParameters(
    others.map(({ input }) => input),
    others.map(({ value }) => value),
  );
  return { address, topics: topics as Hex[], data };
}

/** The part of a parsed event that is used. */
interface EventAbi {
  readonly type: "event";
  readonly name: string;
  readonly inputs: readonly { readonly name: string; readonly type: string; readonly indexed?: boolean }[];
}

/**
 * Returns the anonymous note that a call to a Maker contract leaves.
 *
 * @param call - Human-readable, such as `function deal(uint256 id)`.
 * @see https://github.com/makerdao/dss/blob/1.0.0/src/lib.sol
 */
export function encodeNote(address: Hex, caller: Hex, call: string, values: readonly unknown[]): LogContent {
  const calldata = encodeFunctionData({ abi: parseAbi([call]), args: values } as never) as Hex;
  const selector = padHex(slice(calldata, 0, 4), { size: WORD, dir: "right" });
  const head = concatHex([padHex("0x20", { size: WORD }), padHex("0xe0", { size: WORD })]);
  return {
    address,
    topics: [selector, padHex(caller, { size: WORD }), argument(calldata, 0), argument(calldata, 1)],
    data: concatHex([head, padHex(calldata, { size: NOTED_BYTES, dir: "right" })]),
  };
}

/**
 * Returns the anonymous note that a call to the Vat leaves: it names no caller but the call's third argument.
 *
 * @param call - Human-readable, such as `function fold(bytes32,address,int256)`.
 * @see https://github.com/makerdao/dss/blob/1.0.0/src/vat.sol
 */
export function encodeVatNote(address: Hex, call: string, values: readonly unknown[]): LogContent {
  const { topics, data } = encodeNote(address, "0x", call, values);
  const [selector = "0x", , first = "0x", second = "0x"] = topics;
  return { address, topics: [selector, first, second, argument(slice(data, 2 * WORD), 2)], data };
}

function argument(calldata: Hex, index: number): Hex {
  const start = 4 + WORD * index;
  return size(calldata) >= start + WORD ? slice(calldata, start, start + WORD) : zeroHash;
}
