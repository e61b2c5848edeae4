import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hexToBigInt } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HistoryDescription, RecordedLog, SourceRow } from "../../devnet/history/format.ts";
import { ROW } from "../../devnet/history/format.ts";
import { BlockTimes } from "../../devnet/history/importers/block-times.ts";
import { importMaker } from "../../devnet/history/importers/maker.ts";
import { readLines } from "../../devnet/history/line-reader.ts";
import { readHistory, readLogs } from "../../devnet/history/read-history.ts";
import { SHARED_MISSING } from "../support/shared.ts";
import { makeTempDir, type TempDir } from "../support/temp-dir.ts";
import { collect } from "./collect.ts";
import {
  calldata,
  csvRows,
  FOLDER,
  OSM,
  RAD,
  type Rebuilt,
  type Row,
  rebuild,
  SELECTOR,
  scaled,
  WAD,
} from "./maker-auctions.ts";

describe.skipIf(FOLDER === null)(`importMaker${FOLDER === null ? ` (${SHARED_MISSING})` : ""}`, () => {
  let temp: TempDir;
  let description: HistoryDescription;
  let logs: RecordedLog[];
  let auctions: Map<number, Rebuilt>;
  const rows = FOLDER === null ? new Map<number, Row>() : csvRows();

  beforeAll(async () => {
    temp = makeTempDir("maker-import");
    await importMaker(FOLDER as string, temp.path);
    description = await readHistory(temp.path);
    logs = await collect(readLogs(temp.path, description));
    auctions = rebuild(logs);
  });

  afterAll(() => temp?.remove());

  test("default: every auction of the rows, field by field", () => {
    expect(rows.size).toBe(4866);
    expect(auctions.size).toBe(4866);
    for (const row of rows.values()) {
      const auction = auctions.get(row.id) as Rebuilt;
      const { kick, lot, tab, finalLot, bid, bids, winner } = auction;
      const isDealt = row.dealer !== "no deal";
      expect({ kick: kick.blockNumber, lot, tab, finalLot, bid, bids, winner }).toEqual({
        kick: row.kick,
        lot: row.lot,
        tab: row.tab,
        finalLot: row.finalLot,
        bid: row.bid,
        bids: row.bids,
        winner: row.winner,
      });
      expect(auction.deal?.blockNumber).toBe(isDealt ? Number(row.deal) : undefined);
      expect(auction.deal && calldata(auction.deal).caller).toBe(isDealt ? row.dealer : undefined);
    }
  });

  test("default: recorded times", () => {
    const timed = [...rows.values()].filter((row) => row.time !== undefined);
    expect(timed).toHaveLength(3926);
    for (const row of timed) {
      const auction = auctions.get(row.id) as Rebuilt;
      expect(auction.kick.timestamp).toBe(row.time);
      expect(auction.lastBid?.timestamp).toBe(row.lastBidTime);
      expect(String(auction.deal?.timestamp ?? "NO DEAL")).toBe(row.dealTime);
    }
  });

  test("default: oracle logs are unchanged", () => {
    const raw = JSON.parse(readFileSync(join(FOLDER as string, "osm-events-raw.json"), "utf8"));
    expect(raw).toHaveLength(3606);
    const expected = raw.map((event: { raw: object; address: string } & Record<string, unknown>) => ({
      blockNumber: event["blockNumber"],
      transactionHash: event["transactionHash"],
      transactionIndex: event["transactionIndex"],
      logIndex: event["logIndex"],
      address: event.address.toLowerCase(),
      ...event.raw,
    }));
    const actual = logs.filter((log) => log.address === OSM).map(({ timestamp: _, ...log }) => log);
    expect(actual).toEqual(expected);
  });

  // Counted from the two files by other code than this project's; also in the published reports on the day.
  test("default: the published numbers of 12 and 13 March 2020", () => {
    const window = description.windows[0] as HistoryDescription["windows"][number];
    const inWindow = (log: RecordedLog) =>
      log.timestamp >= window.fromTimestamp && log.timestamp <= window.toTimestamp;
    const dealt = [...auctions.values()].filter((auction) => auction.deal && inWindow(auction.kick));
    expect(dealt).toHaveLength(4076);
    expect(
      dealt.every(
        (auction) => auction.kick.blockNumber >= 9_653_000 && auction.kick.blockNumber <= 9_666_160,
      ),
    ).toBe(true);
    const free = dealt.filter((auction) => auction.bid * WAD < auction.finalLot * RAD);
    expect(free).toHaveLength(1454);
    expect(free.reduce((sum, auction) => sum + auction.finalLot, 0n)).toBe(62_640_837549723399283693n);
    const oracle = logs.filter((log) => log.address === OSM);
    const usd = free.reduce((sum, auction) => {
      const at = oracle.findLast((log) => log.blockNumber <= auction.kick.blockNumber) as RecordedLog;
      return sum + auction.finalLot * hexToBigInt(at.data);
    }, 0n);
    expect(usd / 10n ** 34n).toBe(829219633n);
    const net = dealt.reduce((sum, auction) => sum + (auction.tab * 100n) / 113n - auction.bid, 0n);
    expect(net / 10n ** 43n).toBe(579899457n);
    expect(dealt.reduce((sum, auction) => sum + auction.biteTab - auction.bid, 0n) / 10n ** 43n).toBe(
      579899457n,
    );
    const rowsUsd = free.reduce(
      (sum, auction) => sum + auction.finalLot * scaled(rows.get(auction.id)?.osm ?? "", 18),
      0n,
    );
    expect(rowsUsd).toBe(usd);
  });

  test("behavior: by UTC days one auction more than by block, number 4,720", () => {
    const days = [...auctions.values()].filter(
      ({ kick, deal }) =>
        deal &&
        kick.timestamp >= Date.UTC(2020, 2, 12) / 1000 &&
        kick.timestamp < Date.UTC(2020, 2, 14) / 1000,
    );
    expect(days).toHaveLength(4077);
    const extra = days.filter(({ kick }) => kick.blockNumber < 9_653_000 || kick.blockNumber > 9_666_160);
    expect(extra.map(({ id, kick }) => [id, kick.blockNumber, kick.timestamp])).toEqual([
      [4720, 9_666_205, 1_584_143_834],
    ]);
  });

  // https://ethereum.org/en/history: Istanbul at block 9,069,000, Muir Glacier at block 9,200,000.
  test.each([
    [9_069_000, "2019-12-08T00:25:09Z"],
    [9_200_000, "2020-01-02T08:30:49Z"],
  ])("behavior: filled times agree with the published time of block %i", (block, time) => {
    const known = logs.map((log) => ({ block: log.blockNumber, time: log.timestamp }));
    expect(Math.abs(new BlockTimes(known).timeOf(block) - Date.parse(time) / 1000)).toBeLessThan(600);
  });

  test("behavior: later blocks have later times", () => {
    for (const [index, log] of logs.entries()) {
      const last = logs[index - 1];
      if (last === undefined || last.blockNumber === log.blockNumber) continue;
      expect(log.timestamp).toBeGreaterThan(last.timestamp);
    }
  });

  test("behavior: the liquidation penalty is set before the first auction", () => {
    const first = logs.find((log) => log.topics[0]?.startsWith(SELECTOR.file)) as RecordedLog;
    expect(calldata(first).words[2]).toBe(1_130_000_000_000_000_000_000_000_000n);
    expect(first.blockNumber).toBe(8_936_560);
  });

  test("behavior: every column of every row is kept beside its Kick", async () => {
    const lines = await collect(readLines(join(temp.path, "rows.ndjson.gz"), ROW));
    const kept = lines.map(({ value }) => value);
    expect(kept).toHaveLength(3926 + 4837);
    const row = kept.find(({ fields }) => fields["auction id"] === "941") as SourceRow;
    expect(Object.keys(row.fields)).toHaveLength(23);
    expect(row.fields["kicker"]).toBe("0xaDC374E77b89aF0B8b39f7C47E8E0A37b6dAF073");
    const { blockNumber, logIndex } = (auctions.get(941) as Rebuilt).kick;
    expect([row.blockNumber, row.logIndex]).toEqual([blockNumber, logIndex]);
  });

  test("behavior: the same input gives the same bytes", async () => {
    const again = makeTempDir("maker-again");
    try {
      expect(await importMaker(FOLDER as string, again.path)).toEqual(description);
    } finally {
      again.remove();
    }
  });
});
