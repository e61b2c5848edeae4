import { join } from "node:path";
import type { Hex } from "viem";
import { ImportError } from "../../errors.ts";
import { type CsvRow, fieldOf, readCsv } from "../csv.ts";
import { fixedPoint } from "../fixed-point.ts";

/** File that has times, vault owners and kickers, from auction 941 on. */
export const TIMED_FILE = "maker-ETH-liquidation-until-16-04-2020-from-auction941.csv";

/** File that has every dealt auction from the first on, without times. */
export const UNTIMED_FILE = "maker-liquidation-until-05-04-2020-WITHOUT-UNDEALED.csv";

const WAD = 18;
const RAD = 45;
const NO_DEAL = "NO DEAL";

/** One collateral auction as recorded. Times are in seconds. */
export interface Auction {
  readonly id: number;
  readonly kickBlock: number;
  /** `null` where only the file without times has the auction. */
  readonly kickTime: number | null;
  readonly lastBidTime: number | null;
  /** `null` when the auction was not dealt by the end of the record. */
  readonly dealBlock: number | null;
  readonly dealTime: number | null;
  /** ETH offered, wad. */
  readonly lot: bigint;
  /** DAI wanted, with the penalty, rad; recorded with three decimals, rounded down. */
  readonly tab: bigint;
  /** Number of bids, at least 1. */
  readonly bids: number;
  /** ETH won, wad. */
  readonly finalLot: bigint;
  /** DAI paid, rad. */
  readonly finalBid: bigint;
  readonly winner: Hex;
  readonly dealer: Hex | null;
  /** Owner of the vault; `null` where the row does not tell. */
  readonly owner: Hex | null;
  readonly rows: readonly CsvRow[];
}

/** Returns `null` for the sources' "NO DEAL". */
function unlessNoDeal<T>(text: string, read: (text: string) => T): T | null {
  return text === NO_DEAL ? null : read(text);
}

function address(text: string): Hex {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw new ImportError(`Expected an address, but found "${text}".`);
  return text.toLowerCase() as Hex;
}

/** The column "last bid block" holds the block of the deal: it goes with the deal's time, and is empty without a deal. */
function fromTimedRow(row: CsvRow): Auction {
  const field = (name: string) => fieldOf(row, name);
  return {
    id: Number(field("auction id")),
    kickBlock: Number(field("kick block")),
    kickTime: Number(field("kick timestamp")),
    lastBidTime: Number(field("last bid timestamp")),
    dealBlock: unlessNoDeal(field("last bid block"), Number),
    dealTime: unlessNoDeal(field("deal timestamp"), Number),
    lot: fixedPoint(field("lot"), WAD),
    tab: fixedPoint(field("tab"), RAD),
    bids: Number(field("number of bids")),
    finalLot: fixedPoint(field("final lot"), WAD),
    finalBid: fixedPoint(field("final bid"), RAD),
    winner: address(field("winner")),
    dealer: unlessNoDeal(field("dealer"), address),
    owner: address(field("vault owner")),
    rows: [row],
  };
}

function fromUntimedRow(row: CsvRow): Auction {
  const field = (name: string) => fieldOf(row, name);
  return {
    id: Number(field("id")),
    kickBlock: Number(field("start_block")),
    kickTime: null,
    lastBidTime: null,
    dealBlock: Number(field("end_block")),
    dealTime: null,
    lot: fixedPoint(field("lot"), WAD),
    tab: fixedPoint(field("tab"), RAD),
    bids: Number(field("n_bids")),
    finalLot: fixedPoint(field("final_lot"), WAD),
    finalBid: fixedPoint(field("final_bid"), RAD),
    winner: address(field("winner")),
    dealer: address(field("dealer")),
    owner: null,
    rows: [row],
  };
}

const SHARED_FIELDS = [
  "kickBlock",
  "dealBlock",
  "lot",
  "tab",
  "bids",
  "finalLot",
  "finalBid",
  "winner",
  "dealer",
] as const;

/** Both files tell of most auctions: what both tell must agree, and the one with times is kept. */
function merge(timed: Auction | undefined, untimed: Auction): Auction {
  if (timed === undefined) return untimed;
  const conflict = SHARED_FIELDS.find((name) => timed[name] !== untimed[name]);
  if (conflict !== undefined) {
    throw new ImportError(
      `Auction ${timed.id}: the two files disagree on ${conflict} ("${timed[conflict]}" and "${untimed[conflict]}"). Use the files as they were published.`,
    );
  }
  return { ...timed, rows: [...timed.rows, ...untimed.rows] };
}

function assertComplete(auctions: readonly Auction[]): void {
  const gap = auctions.findIndex((auction, index) => auction.id !== index + 1);
  if (gap !== -1) throw new ImportError(`Expected auction ${gap + 1}, but found ${auctions[gap]?.id}.`);
}

/**
 * Reads both files and returns every auction once, in order of id from 1.
 *
 * @throws {ImportError} when a file is absent or malformed, the files disagree, or an id is missing.
 */
export async function readAuctions(folder: string): Promise<Auction[]> {
  const timed = (await readCsv(join(folder, TIMED_FILE))).map(fromTimedRow);
  const untimed = (await readCsv(join(folder, UNTIMED_FILE))).map(fromUntimedRow);
  const byId = new Map(timed.map((auction) => [auction.id, auction]));
  for (const auction of untimed) byId.set(auction.id, merge(byId.get(auction.id), auction));
  const auctions = [...byId.values()].sort((a, b) => a.id - b.id);
  assertComplete(auctions);
  return auctions;
}
