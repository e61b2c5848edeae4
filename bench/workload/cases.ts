import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { encodeFunctionData, encodeFunctionResult, type Hex, parseAbiItem, toEventSelector } from "viem";
import { buildAbis } from "../../subgraph/manifest/abi.ts";
import { contractMapping } from "../../subgraph/manifest/mapping.ts";
import { PROTOCOLS } from "../../subgraph/manifest/protocols.ts";
import type { WorkloadBlock } from "./blocks.ts";
import { encodeLog, encodeNote, encodeVatNote } from "./encode.ts";
import type { Answer, LogContent, Transaction } from "./transaction.ts";

/** The parts of a file below tests/gnd that make a chain; see tests/gnd/README.md. */
interface CaseFile {
  readonly blocks: readonly CaseBlock[];
}

interface CaseBlock {
  readonly events?: readonly CaseEvent[];
  readonly ethCalls?: readonly CaseCall[];
}

interface CaseEvent {
  readonly address: string;
  readonly event?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly note?: string;
  readonly args?: readonly string[];
  readonly usr?: Hex;
  readonly txHash?: string;
}

interface CaseCall {
  readonly address: string;
  /** Such as `symbol()(string)`. */
  readonly function: string;
  readonly params: readonly unknown[];
  readonly returns: readonly unknown[];
  readonly reverts?: boolean;
}

/** A parameter or a member of a parsed signature. */
interface Parameter {
  readonly name?: string;
  readonly type: string;
}

const BLOCK_SECONDS = 13;
/** 1 January 2025: no file needs an earlier time, and handlers read none from the clock. */
const START_TIMESTAMP = 1_735_689_600;
/** Nobody indexes it; a replay gives code to contracts that have logs, and so answers. */
const PRESENCE = "event Presence()";

/** Gives viem the values that a file writes as text. */
function typedValue(type: string, value: unknown): unknown {
  if (Array.isArray(value)) {
    const member = type.slice(0, type.lastIndexOf("["));
    return value.map((item) => typedValue(member, item));
  }
  if (/^u?int/.test(type)) return BigInt(value as string);
  if (type === "bool") return value === true || value === "true";
  return type === "string" ? value : (value as string).toLowerCase();
}

function noteOf({ address, note = "", args = [], usr }: CaseEvent): LogContent {
  const values = args.map((arg) => (arg.startsWith("0x") ? arg : BigInt(arg)));
  const call = `function ${note}`;
  const contract = address.toLowerCase() as Hex;
  return usr === undefined
    ? encodeVatNote(contract, call, values)
    : encodeNote(contract, usr.toLowerCase() as Hex, call, values);
}

function eventOf({ address, event = "", params = {} }: CaseEvent): LogContent {
  const { inputs } = parseAbiItem(`event ${event}` as "event E()") as unknown as {
    inputs: readonly Parameter[];
  };
  const values = inputs.map(({ name = "", type }) => typedValue(type, params[name]));
  return encodeLog(address.toLowerCase() as Hex, `event ${event}`, values);
}

function logOf(event: CaseEvent, topics: ReadonlyMap<string, string>): LogContent {
  if (event.note !== undefined) return noteOf(event);
  const log = eventOf(event);
  const [first = "0x", ...rest] = log.topics;
  return { ...log, topics: [(topics.get(first) ?? first) as Hex, ...rest] };
}

function answersOf({ address, function: signature, params, returns, reverts }: CaseCall): Answer[] {
  if (reverts === true) return [];
  const split = signature.lastIndexOf(")(") + 1;
  const text = `function ${signature.slice(0, split)} view returns ${signature.slice(split)}`;
  const item = parseAbiItem(text as "function f() view returns (uint256)");
  const values = (types: readonly Parameter[], given: readonly unknown[]) =>
    types.map(({ type }, at) => typedValue(type, given[at]));
  const results = values(item.outputs, returns);
  const result = results.length === 1 ? results[0] : results;
  const data = encodeFunctionData({ abi: [item], args: values(item.inputs, params) } as never) as Hex;
  return [
    {
      to: address.toLowerCase() as Hex,
      data,
      result: encodeFunctionResult({ abi: [item], result } as never) as Hex,
    },
  ];
}

/** Neighbours with the same `txHash` share a transaction. */
function transactionsOf(events: readonly CaseEvent[], topics: ReadonlyMap<string, string>): Transaction[] {
  const transactions: { readonly hash: string | undefined; readonly logs: LogContent[] }[] = [];
  for (const event of events) {
    const last = transactions.at(-1);
    const isSame = event.txHash !== undefined && last?.hash === event.txHash;
    if (isSame) last?.logs.push(logOf(event, topics));
    else transactions.push({ hash: event.txHash, logs: [logOf(event, topics)] });
  }
  return transactions.map(({ logs }) => ({ logs }));
}

function transactionsIn(
  { events = [], ethCalls = [] }: CaseBlock,
  topics: ReadonlyMap<string, string>,
): Transaction[] {
  const answers = ethCalls.flatMap(answersOf);
  const called = [...new Set(answers.map(({ to }) => to))];
  const presence = called.map((address) => encodeLog(address, PRESENCE, []));
  const first = presence.length === 0 ? [] : [{ logs: presence, answers }];
  return [...first, ...transactionsOf(events, topics)];
}

/** Returns the protocols that have test files. */
export function caseProtocols(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function filesOf(folder: string, protocol: string): CaseFile[] {
  const names = readdirSync(join(folder, protocol)).filter((name) => name.endsWith(".json"));
  return names
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, protocol, name), "utf8")) as CaseFile);
}

/** First topics of the events that stand for others in the test files, and of the others. */
function standIns(): ReadonlyMap<string, string> {
  const inputs = { abis: buildAbis(), repoRoot: "." };
  const contracts = Object.entries(PROTOCOLS).flatMap(([protocol, definition]) =>
    Object.entries(definition.contracts).map(([contract, { events }]) => ({ protocol, contract, events })),
  );
  return new Map(
    contracts.flatMap(({ protocol, contract, events }) =>
      contractMapping(protocol, contract, inputs).eventHandlers.flatMap(({ event, topic0 = "" }, at) =>
        events[at]?.hashOf === undefined ? [] : [[standInTopic(event), topic0] as const],
      ),
    ),
  );
}

/** First topic of the event with a struct's members that tests/gnd/README.md tells to emit. */
function standInTopic(event: string): string {
  return toEventSelector(event.replace("indexed bytes32,", "").replaceAll("indexed ", ""));
}

/**
 * Makes the blocks of every test file of some protocols, one file after the other.
 *
 * @param folder - tests/gnd.
 */
export function caseBlocks(folder: string, protocols: readonly string[]): WorkloadBlock[] {
  const topics = standIns();
  return protocols
    .flatMap((protocol) => filesOf(folder, protocol))
    .flatMap(({ blocks }) => blocks.map((block) => transactionsIn(block, topics)))
    .filter((transactions) => transactions.length > 0)
    .map((transactions, at) => ({ timestamp: START_TIMESTAMP + at * BLOCK_SECONDS, transactions }));
}
