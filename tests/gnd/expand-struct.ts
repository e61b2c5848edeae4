import {
  type AbiParameter,
  encodeAbiParameters,
  type Hex,
  keccak256,
  parseAbiItem,
  size,
  slice,
  toBytes,
} from "viem";
import { GMX_V2 } from "../../subgraph/manifest/protocols/gmx-v2.ts";

/** Words of the data of a log that stands for one with a struct: as many in every log, so that its topic is known. */
const WORDS = 256;
const WORD = 32;
const ZERO = `0x${"00".repeat(20)}` as const;
/** Kinds of values in a struct of GMX, in order, with their names in a test file. */
const KINDS = ["address", "uint", "int", "bool", "bytes32", "bytes", "string"] as const;

type Value = string | boolean;
export type Items = Partial<Record<(typeof KINDS)[number], Readonly<Record<string, Value>>>>;

/** The short form of a log of GMX in a test file. */
export interface StructEvent {
  /** `EventLog`, `EventLog1` or `EventLog2`: with none, one or two topics besides the name. */
  readonly log: string;
  readonly name: string;
  readonly topics?: readonly string[];
  /** Values by kind and key. */
  readonly data: Items;
  readonly [key: string]: unknown;
}

function dataParameters(): readonly AbiParameter[] {
  const signature = GMX_V2.signatures["EventEmitter"]?.[0] ?? "";
  const event = parseAbiItem(signature.replace(/ anonymous$/, "") as "event E(uint256 a)");
  return event.inputs.filter((input) => !("indexed" in input && input.indexed === true));
}

/** Encodes the data of a log of GMX: who sent it, its name, its values. */
export function encodeStruct(name: string, data: Items): Hex {
  const members = KINDS.map((kind) => {
    const items = Object.entries(data[kind] ?? {}).map(([key, value]) => {
      return { key, value: kind === "uint" || kind === "int" ? BigInt(value) : value };
    });
    return { items, arrayItems: [] };
  });
  const names = (dataParameters()[2] as { components: readonly { name: string }[] }).components;
  const struct = Object.fromEntries(names.map((member, index) => [member.name, members[index]]));
  return encodeAbiParameters(dataParameters(), [ZERO, name, struct]);
}

/** Encodes the values with one more, of bytes, that fills the data up. */
function encodeToSize(name: string, data: Items): Hex {
  const empty = encodeStruct(name, { ...data, bytes: { filling: "0x" } });
  const rest = WORDS - size(empty) / WORD;
  if (rest < 0) throw new Error(`"${name}" has more than ${WORDS} words of data`);
  return encodeStruct(name, { ...data, bytes: { filling: `0x${"00".repeat(rest * WORD)}` } });
}

/** Returns how a test declares the log that stands for one with a struct: topics, then words. */
export function structEventSignature(log: string, topics: readonly string[]): string {
  const indexed = ["eventNameHash", ...topics].map((name) => `bytes32 indexed ${name}`);
  return `${log}(${indexed.join(", ")}, bytes32[${WORDS}] words)`;
}

/**
 * Returns the event that stands for a log of GMX. A test of gnd cannot emit a struct of lists, so its data are
 * emitted word by word: the same bytes, under the topic of another signature.
 */
export function expandStruct(event: StructEvent): object {
  const { log, name, topics = [], data, ...rest } = event;
  const bytes = encodeToSize(name, data);
  const words = Array.from({ length: WORDS }, (_, word) => slice(bytes, word * WORD, (word + 1) * WORD));
  const named = Object.fromEntries(topics.map((topic, index) => [`topic${index + 1}`, topic]));
  const params = { eventNameHash: keccak256(toBytes(name)), ...named, words };
  return { ...rest, event: structEventSignature(log, Object.keys(named)), params };
}
