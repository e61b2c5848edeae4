import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeEventLog, decodeFunctionData, decodeFunctionResult, type Hex, parseAbi } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type HistoryDescription,
  type RecordedCall,
  type RecordedLog,
  ROW,
} from "../../devnet/history/format.ts";
import { importHegic } from "../../devnet/history/importers/hegic.ts";
import { readLines } from "../../devnet/history/line-reader.ts";
import { readCalls, readHistory, readLogs } from "../../devnet/history/read-history.ts";
import { SHARED_MISSING, sharedPath } from "../support/shared.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { collect } from "./collect.ts";

const FOLDER = sharedPath("data", "hegic-v888");
const ETH = "0xefc0eeadc1132a12c9487d800112693bf49ecfa2";
const WBTC = "0x3961245db602ed7c03eeccda33ea3846bd8723bd";
const UNKNOWN = "0x00000000000000000000000000756e6b6e6f776e";
const ABI = parseAbi([
  "event Create(uint256 indexed id, address indexed account, uint256 settlementFee, uint256 totalFee)",
  "event Exercise(uint256 indexed id, uint256 profit)",
  "event Expire(uint256 indexed id, uint256 premium)",
  "function options(uint256 id) view returns (uint8 state, address holder, uint256 strike, uint256 amount, uint256 lockedAmount, uint256 premium, uint256 expiration, uint8 optionType)",
]);

interface Event {
  readonly name: string;
  readonly id: number;
  readonly args: Record<string, unknown>;
  readonly log: RecordedLog;
}

function eventOf(log: RecordedLog): Event {
  const { eventName, args = {} } = decodeEventLog({ abi: ABI, topics: log.topics as [Hex], data: log.data });
  const values = args as Record<string, unknown>;
  return { name: eventName as string, id: Number(values["id"]), args: values, log };
}

/** `options(id)` as a call was answered, by name. */
function termsOf(call: RecordedCall) {
  const { args } = decodeFunctionData({ abi: ABI, data: call.data });
  const [state, holder, strike, amount, locked, premium, expiration, type] = decodeFunctionResult({
    abi: ABI,
    functionName: "options",
    data: call.result as Hex,
  });
  return {
    id: Number(args?.[0]),
    state,
    holder: holder.toLowerCase(),
    strike,
    amount,
    locked,
    premium,
    expiration,
    type,
  };
}

describe.skipIf(FOLDER === null)(`importHegic${FOLDER === null ? ` (${SHARED_MISSING})` : ""}`, () => {
  let temp: TempDir;
  let description: HistoryDescription;
  let events: Event[];
  let calls: RecordedCall[];

  beforeAll(async () => {
    temp = makeTempDir("hegic-import");
    await importHegic(FOLDER as string, temp.path);
    description = await readHistory(temp.path);
    events = (await collect(readLogs(temp.path, description))).map(eventOf);
    calls = await collect(readCalls(temp.path, description));
  });

  afterAll(() => temp?.remove());

  const named = (name: string, address?: string) =>
    events.filter((event) => event.name === name && (address === undefined || event.log.address === address));

  // Counted from the file with pandas: 4,003 rows, 2,004 with an exercise time; 2,687 and 1,316 by symbol.
  test("default: 4,003 options, 2,004 exercised", () => {
    expect([named("Create").length, named("Create", ETH).length, named("Create", WBTC).length]).toEqual([
      4003, 2687, 1316,
    ]);
    expect([named("Exercise").length, named("Exercise", ETH).length, named("Exercise", WBTC).length]).toEqual(
      [2004, 1343, 661],
    );
  });

  test("default: times of the first option", () => {
    const ofFirst = events.filter(({ id, log }) => id === 0 && log.address === ETH);
    const times = ofFirst.map(({ name, log }) => [name, new Date(log.timestamp * 1000).toISOString()]);
    expect(times).toEqual([
      ["Create", "2020-10-10T21:20:56.000Z"],
      ["Exercise", "2020-10-22T15:14:21.000Z"],
    ]);
  });

  // Every cell of the file of answers, read by plain splitting; its lines are in order of id.
  test("default: the 444 options whose terms were read from the contracts", () => {
    const lines = readFileSync(join(FOLDER as string, "current_options.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    expect(lines).toHaveLength(444);
    for (const [market, address] of [
      ["eth_options", ETH],
      ["btc_options", WBTC],
    ] as const) {
      const cells = lines.map((line) => line.trim().split(",")).filter((cell) => cell[8] === market);
      const asked = calls.filter(({ to }) => to === address).map(termsOf);
      for (const [id, [, owner, strike, amount, locked, premium, expiration, type]] of cells.entries()) {
        const terms = asked.find((one) => one.id === id);
        expect(terms).toEqual({
          id,
          state: 1,
          holder: owner?.toLowerCase(),
          strike: BigInt(strike as string),
          amount: BigInt(amount as string),
          locked: BigInt(locked as string),
          premium: BigInt(premium as string),
          expiration: BigInt(expiration as string),
          type: Number(type),
        });
        const create = events.find(
          (event) => event.name === "Create" && event.id === id && event.log.address === address,
        );
        expect(create?.args["totalFee"]).toBe(BigInt(premium as string) + BigInt(amount as string) / 100n);
        expect(create?.args["account"]).toBe(owner);
      }
    }
  });

  test("behavior: what is not recorded is marked", () => {
    const last = calls.map(termsOf).findLast(({ state }) => state === 1);
    expect(last).toMatchObject({ holder: UNKNOWN, premium: 0n, type: 0 });
    expect(named("Exercise").every(({ args }) => args["profit"] === 0n)).toBe(true);
    const unknown = description.provenance
      .filter(({ status }) => status === "unknown")
      .map(({ field }) => field);
    expect(unknown.join()).toMatch(/Exercise: profit.*totalFee.*holder.*optionType/s);
  });

  test("behavior: every option ends once at most, after its purchase and by its expiration", () => {
    const asked = new Map(calls.map((call) => [`${call.to} ${termsOf(call).id}`, termsOf(call)]));
    const born = new Map(named("Create").map(({ id, log }) => [`${log.address} ${id}`, log.timestamp]));
    const ended = new Set<string>();
    for (const { name, id, log } of events.filter((event) => event.name !== "Create")) {
      const key = `${log.address} ${id}`;
      expect(ended.has(key)).toBe(false);
      ended.add(key);
      expect(log.timestamp).toBeGreaterThan(born.get(key) as number);
      const late = log.timestamp - Number(asked.get(key)?.expiration);
      expect(name === "Exercise" ? late <= 0 : late === 1).toBe(true);
    }
  });

  // Published with the market price near the purchase, not the strike: 93.88 and 96.64 million USD.
  test("behavior: the recorded price is kept in the rows", async () => {
    const rows = (await collect(readLines(join(temp.path, "rows.ndjson.gz"), ROW))).map(
      ({ value }) => value.fields,
    );
    const volume = (symbol: string) =>
      rows
        .filter((row) => row["symbol"] === symbol)
        .reduce((sum, row) => sum + Number(row["amount"]) * Number(row["price"]), 0);
    expect(volume("ETH") / 1e6).toBeCloseTo(93.88, 2);
    expect(volume("WBTC") / 1e6).toBeCloseTo(96.64, 2);
  });
});
