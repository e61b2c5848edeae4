import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Abi, decodeAbiParameters, decodeEventLog, type Hex, hexToBigInt, parseAbi } from "viem";
import { expect } from "vitest";
import type { RecordedLog } from "../../devnet/history/format.ts";
import { sharedPath } from "../support/shared.ts";

/** Folder of the recorded files; null when absent. */
export const FOLDER = sharedPath("data", "maker-black-thursday");
const FLIPPER = "0xd8a04f5412223f513dc55f839574430f5ec15531";
/** The ETH oracle. */
export const OSM = "0x81fe72b5a8d1a857d176c3e7d5bd2679a9b85763";
/** Selectors of the calls that leave notes; sources of the first generation of dss. */
export const SELECTOR = {
  tend: "0x4b43ed12",
  dent: "0x5ff3a382",
  deal: "0xc959c42b",
  fess: "0x697efb78",
  file: "0x1a0b287e",
};
const ABI: Abi = parseAbi([
  "event Kick(uint256 id, uint256 lot, uint256 bid, uint256 tab, address indexed usr, address indexed gal)",
  "event Bite(bytes32 indexed ilk, address indexed urn, uint256 ink, uint256 art, uint256 tab, address flip, uint256 id)",
]);
export const WAD = 10n ** 18n;
export const RAD = 10n ** 45n;

/** A row of either CSV, read here by other means than the importer's: plain splitting, decimals as integers. */
export interface Row {
  id: number;
  kick: number;
  deal: string;
  lot: bigint;
  finalLot: bigint;
  tab: bigint;
  bid: bigint;
  bids: number;
  winner: string;
  dealer: string;
  osm: string;
  time?: number;
  dealTime?: string;
  lastBidTime?: number;
}

/** Reads a decimal as an integer in units of 10^-decimals. */
export function scaled(text: string, decimals: number): bigint {
  const [whole = "0", fraction = ""] = text.trim().split(".");
  return BigInt(`${whole}${fraction}${"0".repeat(decimals - fraction.length)}`);
}

function csv(name: string): string[][] {
  const text = readFileSync(join(FOLDER as string, name), "utf8").trim();
  return text
    .split("\n")
    .slice(1)
    .map((line) => line.split(",").map((cell) => cell.trim()));
}

/** Both files, by auction. */
export function csvRows(): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (const c of csv("maker-liquidation-until-05-04-2020-WITHOUT-UNDEALED.csv") as [string, ...string[]][]) {
    const [id, kick, deal, lot, tab, bids, finalLot, bid, , , osm, , , winner, dealer] = c as string[];
    rows.set(Number(id), rowOf({ id, kick, deal, lot, tab, bids, finalLot, bid, osm, winner, dealer }));
  }
  for (const c of csv("maker-ETH-liquidation-until-16-04-2020-from-auction941.csv")) {
    const [
      id,
      time,
      kick,
      deal,
      lot,
      tab,
      bids,
      finalLot,
      bid,
      ,
      ,
      osm,
      ,
      ,
      winner,
      dealer,
      ,
      ,
      ,
      ,
      lastBidTime,
      ,
      dealTime,
    ] = c;
    const row = rowOf({ id, kick, deal, lot, tab, bids, finalLot, bid, osm, winner, dealer });
    rows.set(row.id, {
      ...row,
      time: Number(time),
      dealTime: dealTime as string,
      lastBidTime: Number(lastBidTime),
    });
  }
  return rows;
}

function rowOf(c: Record<string, string | undefined>): Row {
  const text = c as Record<string, string>;
  return {
    id: Number(text["id"]),
    kick: Number(text["kick"]),
    deal: text["deal"] as string,
    lot: scaled(text["lot"] as string, 18),
    finalLot: scaled(text["finalLot"] as string, 18),
    tab: scaled(text["tab"] as string, 45),
    bid: scaled(text["bid"] as string, 45),
    bids: Number(text["bids"]),
    winner: (text["winner"] as string).toLowerCase(),
    dealer: (text["dealer"] as string).toLowerCase(),
    osm: text["osm"] as string,
  };
}

/** An auction put together again from the logs alone. */
export interface Rebuilt {
  id: number;
  kick: RecordedLog;
  lot: bigint;
  tab: bigint;
  biteTab: bigint;
  finalLot: bigint;
  bid: bigint;
  bids: number;
  lastBid?: RecordedLog;
  winner?: string;
  deal?: RecordedLog;
}

/** The call that a note tells of. */
export function calldata(log: RecordedLog): { selector: string; caller: string; words: bigint[] } {
  const [bytes] = decodeAbiParameters([{ type: "bytes" }], log.data);
  const words = [0, 1, 2].map((at) => hexToBigInt(`0x${bytes.slice(10 + 64 * at, 74 + 64 * at)}`));
  return { selector: bytes.slice(0, 10), caller: `0x${log.topics[1]?.slice(26)}`, words };
}

function applyNote(auctions: Map<number, Rebuilt>, log: RecordedLog): void {
  const { selector, caller, words } = calldata(log);
  const [id, lot, bid] = words as [bigint, bigint, bigint];
  expect(log.topics[0]).toBe(selector.padEnd(66, "0"));
  expect(hexToBigInt(log.topics[2] as Hex)).toBe(id);
  expect(hexToBigInt(log.topics[3] as Hex)).toBe(lot);
  const auction = auctions.get(Number(id)) as Rebuilt;
  expect(auction.deal).toBeUndefined();
  if (selector === SELECTOR.deal) {
    auction.deal = log;
    return;
  }
  expect([SELECTOR.tend, SELECTOR.dent]).toContain(selector);
  expect(selector === SELECTOR.tend ? bid > auction.bid : lot < auction.finalLot).toBe(true);
  Object.assign(auction, { finalLot: lot, bid, bids: auction.bids + 1, winner: caller, lastBid: log });
}

/** Puts auctions together from logs, checking on the way that topics and calldata agree. */
export function rebuild(logs: readonly RecordedLog[]): Map<number, Rebuilt> {
  const auctions = new Map<number, Rebuilt>();
  for (const [index, log] of logs.entries()) {
    if (log.address !== FLIPPER) continue;
    if (log.topics.length === 4) {
      applyNote(auctions, log);
      continue;
    }
    const { args } = decodeEventLog({
      abi: ABI,
      eventName: "Kick",
      topics: log.topics as [Hex],
      data: log.data,
    });
    const { id, lot, tab } = args as unknown as { id: bigint; lot: bigint; tab: bigint };
    const bite = logs[index + 1] as RecordedLog;
    const bitten = decodeEventLog({
      abi: ABI,
      eventName: "Bite",
      topics: bite.topics as [Hex],
      data: bite.data,
    });
    const { tab: biteTab, id: biteId } = bitten.args as unknown as { tab: bigint; id: bigint };
    const fess = calldata(logs[index - 1] as RecordedLog);
    expect([biteId, fess.selector, fess.words[0]]).toEqual([id, SELECTOR.fess, biteTab]);
    auctions.set(Number(id), {
      id: Number(id),
      kick: log,
      lot,
      tab,
      biteTab,
      finalLot: lot,
      bid: 0n,
      bids: 0,
    });
  }
  return auctions;
}
