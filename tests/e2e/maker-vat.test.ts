import { join } from "node:path";
import {
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  type Hex,
  keccak256,
  padHex,
  parseAbiItem,
  sliceHex,
  toHex,
} from "viem";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordedLog } from "../../devnet/history/format.ts";
import { writeHistory } from "../../devnet/history/write-history.ts";
import { HISTORY_MS } from "../support/e2e/history-stack.ts";
import { invariantViolations } from "../support/e2e/invariants.ts";
import { type Ledger, readLedger, rowsOf } from "../support/e2e/ledger.ts";
import { makeStackFixture, type StackFixture } from "../support/e2e/stack-fixture.ts";

const VAT = "0x35d1b3f3d7966a1dfe207aa4514c12a259a0492b";
const VOW = "0xa950524441892a31ebddf91d3ceefa04bf454466";
const FLIPPER = "0xd8a04f5412223f513dc55f839574430f5ec15531";
const CLIPPER = "0xc67963a226eddd77b91ad8c421630a1b0adff270";
const FLOPPER = "0x4d95a049d5b0b7d32058cd3f2163015747522e99";
const PSM = "0x89b78cfa322f6c5de0abceecab66aee45393cc5a";
const VAULT = "0x00000000000000000000000000000000000000d1";
const BIDDER = "0x00000000000000000000000000000000000000b1";
const OTHER = "0x00000000000000000000000000000000000000c1";
const ETH_A = padHex(toHex("ETH-A"), { dir: "right", size: 32 });
const [WAD, RAD] = [10n ** 18n, 10n ** 45n];

type Emitted = Pick<RecordedLog, "address" | "topics" | "data">;

/** A note as makerdao/dss 1.0.0 src/{lib,vat}.sol emit it: three topics behind the selector, 224 bytes of calldata. */
function note(address: Hex, call: string, args: readonly unknown[], caller?: Hex): Emitted {
  const item = parseAbiItem(`function ${call}` as "function f()");
  const calldata = padHex(encodeFunctionData({ abi: [item], args: args as [] }), { dir: "right", size: 224 });
  const words = [sliceHex(calldata, 4, 36), sliceHex(calldata, 36, 68), sliceHex(calldata, 68, 100)];
  const topics = caller === undefined ? words : [padHex(caller, { size: 32 }), ...words.slice(0, 2)];
  return {
    address,
    topics: [padHex(sliceHex(calldata, 0, 4), { dir: "right", size: 32 }), ...topics],
    data: encodeAbiParameters([{ type: "bytes" }], [calldata]),
  };
}

function event(address: Hex, signature: string, args: Record<string, unknown>): Emitted {
  const item = parseAbiItem(`event ${signature}` as "event E(uint256 a)");
  const plain = item.inputs.filter((input) => !("indexed" in input && input.indexed));
  return {
    address,
    topics: encodeEventTopics({ abi: [item], args: args as never }) as Hex[],
    data: encodeAbiParameters(plain, plain.map(({ name }) => args[name]) as never),
  };
}

const MOVE = "move(address,address,uint256)";
const BID = "(uint256,uint256,uint256)";

/** Transactions, one a block, in the order of the contracts' source: the Vat's move, then what states its reason. */
const TRANSACTIONS: readonly (readonly Emitted[])[] = [
  [note(VAT, "init(bytes32)", [ETH_A])],
  [
    note(VAT, "frob(bytes32,address,address,address,int256,int256)", [
      ETH_A,
      VAULT,
      VAULT,
      VAULT,
      WAD,
      1000n * WAD,
    ]),
  ],
  [note(VAT, "fold(bytes32,address,int256)", [ETH_A, VOW, 15n * 10n ** 25n])],
  [
    event(
      FLIPPER,
      "Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
      {
        id: 1n,
        lot: WAD,
        bid: 0n,
        tab: 50n * RAD,
        usr: VAULT,
        gal: VOW,
      },
    ),
  ],
  [note(VAT, MOVE, [BIDDER, VOW, 10n * RAD]), note(FLIPPER, `tend${BID}`, [1n, WAD, 10n * RAD], BIDDER)],
  [
    note(VAT, MOVE, [OTHER, BIDDER, 10n * RAD]),
    note(VAT, MOVE, [OTHER, VOW, 2n * RAD]),
    note(FLIPPER, `tend${BID}`, [1n, WAD, 12n * RAD], OTHER),
  ],
  [
    event(
      CLIPPER,
      "Kick(uint256 indexed id, uint256 top, uint256 tab, uint256 lot, address indexed usr, address indexed kpr, uint256 coin)",
      {
        id: 1n,
        top: 1n,
        tab: 110n * RAD,
        lot: 40n * WAD,
        usr: VAULT,
        kpr: OTHER,
        coin: 0n,
      },
    ),
  ],
  [
    note(VAT, MOVE, [BIDDER, VOW, 110n * RAD]),
    event(
      CLIPPER,
      "Take(uint256 indexed id, uint256 max, uint256 price, uint256 owe, uint256 tab, uint256 lot, address indexed usr)",
      {
        id: 1n,
        max: 1n,
        price: 1n,
        owe: 110n * RAD,
        tab: 0n,
        lot: 18n * WAD,
        usr: VAULT,
      },
    ),
  ],
  [
    note(VAT, MOVE, [PSM, VOW, RAD]),
    event(PSM, "SellGem(address indexed owner, uint256 value, uint256 fee)", {
      owner: VAULT,
      value: 10n ** 9n,
      fee: WAD,
    }),
  ],
  [note(VAT, MOVE, [OTHER, VOW, 4n * RAD])],
  [
    note(VAT, "grab(bytes32,address,address,address,int256,int256)", [
      ETH_A,
      VAULT,
      FLIPPER,
      VOW,
      0n,
      -40n * WAD,
    ]),
  ],
  [
    event(FLOPPER, "Kick(uint256 id, uint256 lot, uint256 bid, address indexed gal)", {
      id: 1n,
      lot: WAD,
      bid: 46n * RAD,
      gal: VOW,
    }),
    note(VOW, "flop()", [], OTHER),
  ],
  [
    note(VAT, MOVE, [BIDDER, VOW, 46n * RAD]),
    note(VOW, "kiss(uint256)", [46n * RAD], FLOPPER),
    note(FLOPPER, `dent${BID}`, [1n, WAD, 46n * RAD], BIDDER),
  ],
];

const LOGS: RecordedLog[] = TRANSACTIONS.flatMap((logs, block) =>
  logs.map((log, logIndex) => ({
    ...log,
    blockNumber: 9_000_000 + block,
    timestamp: 1_580_000_000 + block * 15,
    transactionHash: keccak256(toHex(`transaction ${block}`)),
    transactionIndex: 0,
    logIndex,
  })),
);

let stack: StackFixture;
let ledger: Ledger;

beforeAll(async () => {
  stack = await makeStackFixture("vat");
  const out = join(stack.dataDir, "..", "history");
  const head = {
    name: "vat",
    description: "Made for a test: the Vat's notes with the logs of the contracts that call it.",
    network: { name: "mainnet", chainId: 1 },
    kinds: { [VAT]: "maker/Vat" },
    windows: [],
    provenance: [],
    sources: [],
  };
  await writeHistory(out, head, { logs: LOGS, rows: [] });
  const urls = await stack.start("--history", out).ready(HISTORY_MS);
  ledger = await readLedger(urls.ledger);
}, HISTORY_MS);

afterAll(async () => {
  await stack?.remove();
});

test("behavior: every payment into the Vow is counted once, and its receipt names the cause", () => {
  const flows = rowsOf(ledger, "FundFlow")
    .filter(({ asset }) => asset === VAT)
    .sort((a, b) => Number(BigInt(a["ordinal"] ?? 0) - BigInt(b["ordinal"] ?? 0)));
  expect(flows.map(({ direction, cause, amount }) => [direction, cause, String(amount)])).toEqual([
    ["IN", "FEE", String(150n * RAD)],
    ["IN", "AUCTION_PROCEEDS", String(10n * RAD)],
    ["IN", "AUCTION_PROCEEDS", String(2n * RAD)],
    ["IN", "AUCTION_PROCEEDS", String(110n * RAD)],
    ["IN", "FEE", String(RAD)],
    ["IN", "TRANSFER", String(4n * RAD)],
    ["IN", "RECAPITALISATION", String(46n * RAD)],
    ["OUT", "COVERAGE", String(46n * RAD)],
  ]);
});

test("behavior: the buffer is exact and nothing is skipped", () => {
  const buffer = rowsOf(ledger, "Backstop").find(
    ({ contract, name }) => contract === VOW && name === "Surplus buffer",
  );
  expect(buffer?.["balanceSource"]).toBe("FLOWS");
  const balances = rowsOf(ledger, "BackstopBalance").filter(({ asset }) => asset === VAT);
  expect(balances.map(({ balance }) => String(balance))).toEqual([String(277n * RAD)]);
  expect(rowsOf(ledger, "MarketDebt").map(({ normalized }) => String(normalized))).toEqual([
    String(960n * WAD),
  ]);
  expect(rowsOf(ledger, "SkippedEvent")).toEqual([]);
  expect(invariantViolations(ledger)).toEqual([]);
});
