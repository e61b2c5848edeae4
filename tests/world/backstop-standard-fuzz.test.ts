import {
  type AbiEvent,
  type AbiParameter,
  concatHex,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  numberToHex,
  size,
  slice,
} from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileStandard } from "../../subgraph/manifest/standard.ts";
import { queryGraphql } from "../support/e2e/graphql.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { readLedger, rowsOf } from "../support/e2e/ledger.ts";
import { type SeededRandom, seededRandom } from "../support/e2e/seeded-random.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { BlockPerCall } from "../support/world/block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";
import { deployLogEmitter, type LogEmitter, type RawLog } from "../support/world/log-emitter.ts";

const LOGS = 1_200;
const BATCH = 30;
/** The emitter of raw logs makes two topics at least; a declaration has one. */
const EVENTS = compileStandard().filter(
  (item): item is AbiEvent => item.type === "event" && item.name !== "StandardDeclared",
);
const WORD = 32;
const NATIVE = "0xEeeeeEeeeEeEeeEeEeEeeEEEeeeeEeeeeeeeEEeE";

function word(value: number): Hex {
  return numberToHex(value, { size: WORD });
}

function account(value: number): Hex {
  return numberToHex(value, { size: 20 });
}

const IDS = [0, 1, 2, 3, 4].map(word);
const ACCOUNTS = [account(0), NATIVE, account(0xd5), account(0xe7), account(0xa1)];
const AMOUNTS = [0n, 1n, 7n, 100n, 5_000n, 10n ** 18n, 2n ** 128n, 2n ** 256n - 1n];
const CHANGES = [0n, 1n, -1n, 90n, -90n, 2n ** 255n - 1n, -(2n ** 255n)];
const TEXTS = ["", "USD", "Fund \u0000 with a nul", "ein Pfund für £", "x".repeat(200)];

function pick<T>(random: SeededRandom, values: readonly T[]): T {
  return values[random.integer(0, values.length - 1)] as T;
}

/** A value of a type: mostly what other logs know, sometimes what cannot be. */
function anyValue(random: SeededRandom, parameter: AbiParameter): unknown {
  const { type } = parameter;
  if (type === "bytes32") return pick(random, IDS);
  if (type === "address") return pick(random, ACCOUNTS);
  if (type === "bool") return random.integer(0, 1) === 1;
  if (type === "string") return pick(random, TEXTS);
  if (type === "bytes") return pick(random, ["0x", "0x00ff"]);
  if (type === "int256") return pick(random, CHANGES);
  if (type === "uint256") return pick(random, AMOUNTS);
  if (type === "uint64") return pick(random, [0n, 1n, 1_700_000_000n, 2n ** 64n - 1n]);
  const most = 2 ** Number(type.slice("uint".length)) - 1;
  return random.integer(0, 9) === 0 ? most : random.integer(0, 6);
}

function structOf(random: SeededRandom, parameter: AbiParameter): unknown {
  if (!("components" in parameter)) return anyValue(random, parameter);
  const members = parameter.components as readonly AbiParameter[];
  return Object.fromEntries(members.map((member) => [member.name, anyValue(random, member)]));
}

function encoded(event: AbiEvent, values: readonly unknown[]): RawLog {
  const indexed = event.inputs.flatMap(({ indexed, name }, at) => (indexed ? [[name, values[at]]] : []));
  const args = Object.fromEntries(indexed);
  const topics = encodeEventTopics({ abi: [event], eventName: event.name, args }) as Hex[];
  const data = encodeAbiParameters(
    event.inputs.filter((input) => !input.indexed),
    values.filter((_, at) => event.inputs[at]?.indexed !== true),
  );
  return { topics, data };
}

/** Puts a word into the data that is of no type, or cuts the data off. */
function spoilt(random: SeededRandom, log: RawLog): RawLog {
  const words = size(log.data) / WORD;
  if (words === 0) return log;
  const at = random.integer(0, words - 1) * WORD;
  const before = at === 0 ? "0x" : slice(log.data, 0, at);
  if (random.integer(0, 1) === 0) return { ...log, data: before };
  const after = at + WORD === size(log.data) ? "0x" : slice(log.data, at + WORD);
  return { ...log, data: concatHex([before, `0x${"f7".repeat(WORD)}`, after]) };
}

function anyLog(random: SeededRandom): RawLog {
  const event = pick(random, EVENTS);
  const log = encoded(
    event,
    event.inputs.map((input) => structOf(random, input)),
  );
  return random.integer(0, 19) === 0 ? spoilt(random, log) : log;
}

/** Describes what the random logs name, so that most of them are about something. */
function descriptions(): RawLog[] {
  const known: readonly (readonly [string, readonly unknown[]])[] = [
    ["AssetRegistered", [account(0xd5), 0, "USD", 6]],
    ["AssetRegistered", [account(0xe7), 0, "WETH", 18]],
    ["AssetRegistered", [NATIVE, 1, "ETH", 18]],
    ["FeedRegistered", [word(1), account(0xe7), 1, "USD", 8, 60]],
    ["MarketRegistered", [word(1), 0, "Loans", account(9), account(0xe7), account(0xd5), word(1)]],
    ["MarketRegistered", [word(2), 2, "Perpetual", account(9), account(0xd5), account(0xd5), word(0)]],
    ["BackstopRegistered", [word(3), account(9), word(1), 0, 2, 1, 0, "Fund"]],
    ["BackstopRegistered", [word(4), account(9), word(2), 11, 10, 2, 0, "Deleveraging"]],
    ["BackstopRegistered", [word(1), account(9), word(0), 5, 5, 3, 1, "Treasury"]],
  ];
  return known.flatMap(([name, values]) => {
    const event = EVENTS.find((one) => one.name === name);
    return event === undefined ? [] : [encoded(event, values)];
  });
}

let anvil: TestAnvil;
let ledger: IndexedLedger;

async function emitAll(random: SeededRandom, emitters: readonly LogEmitter[]): Promise<number> {
  let head = 0;
  for (const emitter of emitters.slice(1)) head = await emitter.emit(descriptions());
  for (let made = 0; made < LOGS; made += BATCH) {
    const logs = Array.from({ length: BATCH }, () => anyLog(random));
    head = await pick(random, emitters).emit(logs);
  }
  return head;
}

beforeAll(async () => {
  const random = seededRandom("Any logs of the standard");
  anvil = await startAnvil();
  const chain = new BlockPerCall(anvil.url);
  const emitters: LogEmitter[] = [];
  for (let count = 0; count < 3; count++) emitters.push(await deployLogEmitter(chain));
  const head = await emitAll(random, emitters);
  const sources = emitters.map(({ address }, at) => ({
    protocol: "backstop",
    contract: "Backstop",
    name: `Emitter${at}`,
    address,
    startBlock: 1,
    context: { slug: at === 2 ? "zenith" : "acme" },
  }));
  const network = { name: "fuzz", graphNetwork: "seawall-fuzz", chainId: 31337, sources };
  ledger = await indexLedger(network, anvil.url, head);
}, 600_000);

afterAll(async () => {
  await ledger?.stop();
  await anvil?.stop();
});

describe("any logs of the standard, sensible or not", () => {
  test("property: the index goes on to the last block, and applies and skips", async () => {
    const { _meta, protocols } = await queryGraphql<{
      _meta: { hasIndexingErrors: boolean };
      protocols: { slug: string; eventCount: string; skippedCount: string }[];
    }>(ledger.url, "{ _meta { hasIndexingErrors } protocols { slug eventCount skippedCount } }");
    expect(_meta.hasIndexingErrors).toBe(false);
    const total = (field: "eventCount" | "skippedCount") =>
      protocols.reduce((sum, protocol) => sum + Number(protocol[field]), 0);
    expect(protocols.map(({ slug }) => slug).sort()).toEqual(["acme", "zenith"]);
    expect(total("eventCount")).toBeGreaterThan(LOGS / 20);
    expect(total("skippedCount")).toBeGreaterThan(LOGS / 20);
  });

  test("property: the ledger's invariants hold", async () => {
    const rows = await readLedger(ledger.url);
    expect(rowsOf(rows, "FundFlow").length).toBeGreaterThan(0);
    // What an emitter says was absorbed is known before its layers take it: `FactName.unallocated` shows what they did not.
    const isOfPromise = (line: string) => line.startsWith("allocations of ");
    expect(invariantViolations(rows).filter((line) => !isOfPromise(line))).toEqual([]);
  });
});
