import { join } from "node:path";
import {
  type AbiEvent,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  keccak256,
  padHex,
  parseAbiItem,
  stringToHex,
  toEventSelector,
  toFunctionSelector,
  toHex,
} from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditLogs, type LogCount } from "../../devnet/audit/audit-logs.ts";
import { anvilFlags } from "../../devnet/history/anvil-flags.ts";
import type { RecordedCall, RecordedLog } from "../../devnet/history/format.ts";
import { replayHistory } from "../../devnet/history/replay.ts";
import { writeHistory } from "../../devnet/history/write-history.ts";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { type Ledger, readLedger, rowsOf } from "../support/e2e/ledger.ts";
import { startAnvil, type TestAnvil } from "../support/start-anvil.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { type IndexedLedger, indexLedger } from "../support/world/index-ledger.ts";

const MORPHO: Hex = "0x00000000000000000000000000000000000000b0";
const TIME = 1_700_000_000;

/** Tokens as they are met on public chains, by what is wrong with them. */
const TOKENS = {
  good: "0x00000000000000000000000000000000000000a1",
  /** A ticker of 32 bytes, as MKR and SAI have. */
  bytes32: "0x00000000000000000000000000000000000000a2",
  silent: "0x00000000000000000000000000000000000000a3",
  decimalsRevert: "0x00000000000000000000000000000000000000a4",
  /** More than 32 bits: read as the type that ERC-20 has, it would stop the index. */
  decimalsTooLarge: "0x00000000000000000000000000000000000000a5",
  /** No code: destroyed, or never there. */
  destroyed: "0x00000000000000000000000000000000000000a6",
} as const satisfies Record<string, Hex>;

const SYMBOL = toFunctionSelector("symbol()");
const DECIMALS = toFunctionSelector("decimals()");
const uint = (value: bigint) => encodeAbiParameters([{ type: "uint256" }], [value]);
const text = (value: string) => encodeAbiParameters([{ type: "string" }], [value]);

/** What the tokens answer; null: they revert. */
const ANSWERS: readonly (readonly [Hex, Hex | null, Hex | null])[] = [
  [TOKENS.good, text("GOOD"), uint(6n)],
  [TOKENS.bytes32, padHex(stringToHex("MKR"), { dir: "right", size: 32 }), uint(18n)],
  [TOKENS.silent, null, uint(18n)],
  [TOKENS.decimalsRevert, text("DREV"), null],
  [TOKENS.decimalsTooLarge, text("DBIG"), uint(2n ** 200n)],
];

const EVENTS = {
  Supply:
    "event Supply(bytes32 indexed id, address indexed caller, address indexed onBehalf, uint256 assets, uint256 shares)",
  Borrow:
    "event Borrow(bytes32 indexed id, address caller, address indexed onBehalf, address indexed receiver, uint256 assets, uint256 shares)",
} as const;

type Emission = Pick<RecordedLog, "address" | "topics" | "data">;

const id = (number: number): Hex => padHex(toHex(number), { size: 32 });
const ACCOUNT: Hex = "0x00000000000000000000000000000000000000c1";

function created(market: number, loan: Hex, collateral: Hex): Emission {
  const members = ["address", "address", "address", "address", "uint256"].map((type) => ({ type }));
  const topic0 = toEventSelector("CreateMarket(bytes32,(address,address,address,address,uint256))");
  const data = encodeAbiParameters(members, [loan, collateral, ACCOUNT, ACCOUNT, 860_000_000_000_000_000n]);
  return { address: MORPHO, topics: [topic0, id(market)], data };
}

function moved(name: keyof typeof EVENTS, market: number): Emission {
  const event = parseAbiItem(EVENTS[name]) as AbiEvent;
  const args = { id: id(market), caller: ACCOUNT, onBehalf: ACCOUNT, receiver: ACCOUNT };
  const topics = encodeEventTopics({ abi: [event], args }) as Hex[];
  const values = event.inputs.filter(({ indexed }) => !indexed);
  return {
    address: MORPHO,
    topics,
    data: encodeAbiParameters(
      values,
      values.map(({ type }) => (type === "address" ? ACCOUNT : 1_000n)),
    ),
  };
}

const SUPPLY = moved("Supply", 1);
const UNKNOWN_EVENT = toEventSelector("NewVersion(uint256)");

/** One list a block. */
const BLOCKS: readonly (readonly Emission[])[] = [
  ANSWERS.map(([address]) => ({ address, topics: [], data: "0x" })),
  [created(1, TOKENS.good, TOKENS.good)],
  [created(2, TOKENS.bytes32, TOKENS.silent)],
  [created(3, TOKENS.decimalsRevert, TOKENS.decimalsTooLarge), created(4, TOKENS.good, TOKENS.destroyed)],
  // Before its parent.
  [moved("Borrow", 9), moved("Supply", 9)],
  // What a proxy's next version may emit, and a log without topics.
  [
    { address: MORPHO, topics: [UNKNOWN_EVENT], data: uint(1n) },
    { address: MORPHO, topics: [], data: "0x01" },
  ],
  // A parameter that is no longer indexed, and data cut short.
  [
    { ...SUPPLY, topics: SUPPLY.topics.slice(0, 3), data: `0x${"00".repeat(96)}` },
    { ...SUPPLY, data: "0x1234" },
  ],
  [created(1, TOKENS.good, TOKENS.good)],
  [SUPPLY],
];

function logs(): RecordedLog[] {
  return BLOCKS.flatMap((emissions, block) =>
    emissions.map((emission, logIndex) => ({
      ...emission,
      topics: [...emission.topics],
      blockNumber: block + 1,
      timestamp: TIME + 12 * block,
      transactionHash: keccak256(toHex(`${block} ${logIndex}`)),
      transactionIndex: logIndex,
      logIndex,
    })),
  );
}

function calls(): RecordedCall[] {
  return ANSWERS.flatMap(([to, symbol, decimals]) => [
    { blockNumber: 1, to, data: SYMBOL, result: symbol },
    { blockNumber: 1, to, data: DECIMALS, result: decimals },
  ]);
}

const NETWORK: NetworkConfig = {
  name: "faults",
  graphNetwork: "faults",
  chainId: 31_337,
  sources: [{ protocol: "morpho-blue", contract: "Morpho", address: MORPHO, startBlock: 1, context: {} }],
};

let temp: TempDir;
let anvil: TestAnvil;
let indexed: IndexedLedger;
let ledger: Ledger;
let audited: readonly LogCount[];

beforeAll(async () => {
  temp = makeTempDir("faults");
  const dir = join(temp.path, "history");
  const head = {
    name: "faults",
    description: "Made for a test: logs and tokens that are not as they should be.",
    network: { name: NETWORK.name, chainId: NETWORK.chainId },
    kinds: {},
    windows: [],
    provenance: [],
    sources: [],
  };
  const description = await writeHistory(dir, head, { logs: logs(), calls: calls() });
  anvil = await startAnvil(...anvilFlags(description));
  const { blocks } = await replayHistory({ rpcUrl: anvil.url, dir });
  indexed = await indexLedger(NETWORK, anvil.url, blocks);
  ledger = await readLedger(indexed.url);
  audited = await auditLogs({ rpcUrl: anvil.url, network: NETWORK, from: 0, to: blocks });
}, 300_000);

afterAll(async () => {
  await indexed?.stop();
  await anvil?.stop();
  temp?.remove();
});

describe("logs and tokens that are not as they should be", () => {
  test("behavior: none stops the index, and what follows them is read", () => {
    const [market] = rowsOf(ledger, "Market").filter(({ name }) => String(name).startsWith("GOOD/GOOD"));
    expect(market).toBeDefined();
    expect(rowsOf(ledger, "Market").length).toBe(4);
  });

  test("behavior: what a token does not say is null, and never guessed", () => {
    const assets = rowsOf(ledger, "Asset").map((row) => [row["id"], [row["symbol"], row["decimals"]]]);
    expect(Object.fromEntries(assets)).toMatchObject({
      [TOKENS.good]: ["GOOD", "6"],
      [TOKENS.bytes32]: [null, "18"],
      [TOKENS.silent]: [null, "18"],
      [TOKENS.decimalsRevert]: ["DREV", null],
      [TOKENS.decimalsTooLarge]: ["DBIG", null],
      [TOKENS.destroyed]: [null, null],
    });
  });

  test("behavior: each is counted with its reason", () => {
    const reasons = rowsOf(ledger, "SkippedEvent").map(({ event, reason }) => `${event} ${reason}`);
    expect(reasons.sort()).toEqual([
      "Morpho.Borrow UNKNOWN_PARENT",
      "Morpho.CreateMarket CALL_FAILED",
      "Morpho.CreateMarket CALL_FAILED",
      "Morpho.CreateMarket CALL_FAILED",
      "Morpho.CreateMarket DUPLICATE",
      "Morpho.Supply UNKNOWN_PARENT",
    ]);
  });

  test("behavior: what no handler can see is counted from the chain", () => {
    const counts = audited.map(({ topic0, verdict, count }) => [verdict, topic0.slice(0, 10), count]);
    const selector = (event: keyof typeof EVENTS) => toEventSelector(EVENTS[event]).slice(0, 10);
    expect(counts).toEqual(
      expect.arrayContaining([
        ["NOT_READ", UNKNOWN_EVENT.slice(0, 10), 1],
        ["NOT_READ", "0x", 1],
        ["UNDECODABLE", selector("Supply"), 2],
        ["READ", selector("Supply"), 2],
        ["READ", selector("Borrow"), 1],
      ]),
    );
    const total = (wanted: string) =>
      audited.filter(({ verdict }) => verdict === wanted).reduce((sum, { count }) => sum + count, 0);
    expect([total("READ"), total("NOT_READ"), total("UNDECODABLE")]).toEqual([8, 2, 2]);
  });
});
