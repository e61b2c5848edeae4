import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One recorded auction, amounts as the recording has them. */
export type RecordedAuction = {
  readonly id: number;
  readonly kickBlock: number;
  readonly lastBidBlock: number;
  /** Decimal text. */
  readonly lot: string;
  readonly tab: string;
  readonly finalLot: string;
  readonly finalBid: string;
  /** False where the recording says that nobody settled it. */
  readonly isDealt: boolean;
};

/** One recorded price of the oracle security module. */
export type RecordedPrice = { readonly block: number; readonly logIndex: number; readonly price: bigint };

/**
 * Reads the recorded ETH-A auctions of both files together; an auction that stands in both is taken once.
 *
 * @param folder - `maker-black-thursday` of the recorded data.
 */
export function readRecordedAuctions(folder: string): RecordedAuction[] {
  const detailed = readCsv(join(folder, "maker-ETH-liquidation-until-16-04-2020-from-auction941.csv")).map(
    (row) => ({
      id: Number(row[0]),
      kickBlock: Number(row[2]),
      lastBidBlock: Number(row[3]),
      lot: text(row[4]),
      tab: text(row[5]),
      finalLot: text(row[7]),
      finalBid: text(row[8]),
      isDealt: /^\d+$/.test(text(row.at(-1))),
    }),
  );
  const short = readCsv(join(folder, "maker-liquidation-until-05-04-2020-WITHOUT-UNDEALED.csv")).map(
    (row) => ({
      id: Number(row[0]),
      kickBlock: Number(row[1]),
      lastBidBlock: Number(row[2]),
      lot: text(row[3]),
      tab: text(row[4]),
      finalLot: text(row[6]),
      finalBid: text(row[7]),
      isDealt: true,
    }),
  );
  const byId = new Map([...short, ...detailed.filter(({ isDealt }) => isDealt)].map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

/** Reads the recorded prices in ledger order. */
export function readRecordedPrices(folder: string): RecordedPrice[] {
  const logs = JSON.parse(readFileSync(join(folder, "osm-events-raw.json"), "utf8")) as {
    blockNumber: number;
    logIndex: number;
    raw: { data: string };
  }[];
  return logs
    .map(({ blockNumber, logIndex, raw }) => ({ block: blockNumber, logIndex, price: BigInt(raw.data) }))
    .sort((a, b) => a.block - b.block || a.logIndex - b.logIndex);
}

function readCsv(path: string): string[][] {
  const [, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  return lines.map((line) => line.split(","));
}

function text(cell: string | undefined): string {
  return (cell ?? "").trim();
}
