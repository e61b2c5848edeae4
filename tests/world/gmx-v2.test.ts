import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Hex, keccak256, toBytes, toEventSelector } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GMX_V2 } from "../../subgraph/manifest/protocols/gmx-v2.ts";
import { encodeStruct, type StructEvent } from "../gnd/expand-struct.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger } from "../support/e2e/ledger.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { deployLogEmitter, type RawLog } from "../support/world/log-emitter.ts";

/** Files as in tests/gnd, each about a market of its own; they need the other logs of their transactions. */
const FOLDER = join(import.meta.dirname, "gmx-v2");
/** Address of the emitter in the files. */
const EMITTER = /0xc8ee91a54287db53897056e12d9819156d3822fb/g;

interface StoryEvent extends StructEvent {
  readonly txHash?: string;
}

interface Story {
  readonly name: string;
  readonly blocks: readonly { readonly events: readonly StoryEvent[] }[];
  readonly assertions: readonly { readonly query: string; readonly expected: object }[];
}

const texts = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), "utf8"));
const names = texts.map((text) => (JSON.parse(text) as Story).name);

let anvil: TestAnvil;
let ledger: IndexedLedger;
let stories: readonly Story[];

/** The real first topic of one of the three shapes: all differ in the number of topics only. */
function selector(log: string): Hex {
  const hashOf = GMX_V2.contracts["EventEmitter"]?.events[0]?.hashOf ?? "";
  const topics = { EventLog: "", EventLog1: "bytes32,", EventLog2: "bytes32,bytes32," }[log];
  if (topics === undefined) throw new Error(`no shape ${log}`);
  return toEventSelector(
    hashOf.replace("EventLog1(address,string,string,bytes32,", `${log}(address,string,string,${topics}`),
  );
}

function rawLog({ log, name, topics = [], data }: StoryEvent): RawLog {
  return {
    topics: [selector(log), keccak256(toBytes(name)), ...(topics as Hex[])],
    data: encodeStruct(name, data),
  };
}

/** Groups the events of a block that have the same transaction. */
function transactions(events: readonly StoryEvent[]): readonly (readonly StoryEvent[])[] {
  const groups = new Map<string, StoryEvent[]>();
  for (const [index, event] of events.entries()) {
    const key = event.txHash ?? `alone ${index}`;
    groups.set(key, [...(groups.get(key) ?? []), event]);
  }
  return [...groups.values()];
}

beforeAll(async () => {
  anvil = await startAnvil("--timestamp", "1750000000");
  const emitter = await deployLogEmitter(new BlockPerCall(anvil.url));
  const address = emitter.address.toLowerCase();
  stories = texts.map((text) => JSON.parse(text.replaceAll(EMITTER, address)) as Story);
  let head = 0;
  for (const { events } of stories.flatMap(({ blocks }) => blocks)) {
    for (const transaction of transactions(events)) head = await emitter.emit(transaction.map(rawLog));
  }
  const source = { protocol: "gmx-v2", contract: "EventEmitter", address, startBlock: 1, context: {} };
  const network = { name: "gmx-v2-test", graphNetwork: "gmx-v2-test", chainId: 31337, sources: [source] };
  ledger = await indexLedger(network, anvil.url, head);
}, 300_000);

afterAll(async () => {
  await ledger?.stop();
  await anvil?.stop();
});

describe("logs of GMX v2 as its emitter encodes them", () => {
  test.each(names)("behavior: %s", async (name) => {
    const story = stories.find((one) => one.name === name);
    for (const { query, expected } of story?.assertions ?? []) {
      expect(await queryGraphql<object>(ledger.url, query)).toEqual(expected);
    }
    expect(story?.assertions.length).toBeGreaterThan(1);
  });

  test("behavior: nothing is skipped and all invariants hold", async () => {
    const rows = await readLedger(ledger.url);
    expect(rows.get("SkippedEvent")).toEqual([]);
    expect(invariantViolations(rows)).toEqual([]);
  });
});
