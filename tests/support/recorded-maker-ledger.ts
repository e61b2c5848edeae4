import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDecimal } from "../../api/domain/decimal-string.ts";
import { BlockTimes, type KnownTime } from "../../devnet/history/importers/block-times.ts";
import { pokeTimes } from "../../devnet/history/importers/maker/poke-times.ts";
import { type FixtureRows, fact, ordinal } from "./ledger-fixture.ts";
import { type RecordedAuction, readRecordedAuctions, readRecordedPrices } from "./recorded-auctions.ts";
import { ETH_A, FLIPPER, MAKER, OSM, VAT, WETH } from "./small-ledger/names.ts";
import { SMALL_LEDGER } from "./small-ledger/small-ledger.ts";

/** Recorded auctions and prices of Maker as a ledger at their own times, with the block after the last of them. */
export type RecordedMaker = {
  readonly rows: FixtureRows;
  readonly head: { readonly block: number; readonly timestamp: bigint };
};

const [KICK, BID, SETTLE] = [1000, 2000, 3000];

/**
 * Makes the ledger at its own times. Blocks of auctions have the times that the recording states; those between are
 * interpolated, and those of oracle pokes before the first are put soon after their full hour, as `npm start` does with this recording.
 *
 * @param folder - `maker-black-thursday` of the recorded data.
 */
export function recordedMaker(folder: string): RecordedMaker {
  const blocks = readRecordedPrices(folder).map(({ block }) => block);
  const times = timesOf(folder, blocks);
  const first = Math.min(...blocks);
  const auctions = readRecordedAuctions(folder).filter(({ kickBlock }) => kickBlock >= first);
  const last = Math.max(...blocks, ...auctions.map(({ lastBidBlock }) => lastBidBlock)) + 2;
  const timeOf = (block: number) => BigInt(times.timeOf(block));
  return {
    rows: recordedRows(folder, auctions, timeOf),
    head: { block: last, timestamp: timeOf(last) },
  };
}

/** Makes rows of recorded auctions and of all recorded prices. @param timeOf - Time of a block, seconds since 1970-01-01 UTC. */
export function recordedRows(
  folder: string,
  auctions: readonly RecordedAuction[],
  timeOf: (block: number) => bigint,
): FixtureRows {
  const at = (block: number) => timeOf(block).toString();
  const reference = ["Protocol", "Asset", "Market", "PriceFeed"].map((entity) => [
    entity,
    SMALL_LEDGER[entity] ?? [],
  ]);
  return {
    ...Object.fromEntries(reference),
    PriceObservation: readRecordedPrices(folder).map(({ block, logIndex, price }) =>
      fact(
        MAKER,
        { block, log: logIndex },
        {
          ...{ feed: OSM, asset: WETH, price: price.toString(), decimals: 18 },
          ...{ status: "OK", timestamp: at(block) },
        },
      ),
    ),
    Auction: auctions.map((auction) => auctionRow(auction, at(auction.kickBlock))),
    AuctionEvent: auctions.flatMap((auction) => auctionEvents(auction, at)).sort(byOrdinal),
    Liquidation: auctions.map((auction) => liquidation(auction, at(auction.kickBlock))).sort(byOrdinal),
  };
}

function byOrdinal(a: { ordinal?: unknown }, b: { ordinal?: unknown }): number {
  return BigInt(a.ordinal as string) < BigInt(b.ordinal as string) ? -1 : 1;
}

/** Times of kicks that the recording states, and of the pokes before them. */
function timesOf(folder: string, pokes: readonly number[]): BlockTimes {
  const path = join(folder, "maker-ETH-liquidation-until-16-04-2020-from-auction941.csv");
  const [, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  const stated = lines
    .map((line) => line.split(","))
    .map((cells) => ({ block: Number(cells[2]), time: Number(cells[1]) }))
    .filter(({ block, time }) => block > 0 && time > 0);
  const known = [...new Map(stated.map((one) => [one.block, one])).values()].sort(
    (a, b) => a.block - b.block,
  );
  const first = known[0] as KnownTime;
  const early = [...new Set(pokes)].filter((block) => block < first.block).sort((a, b) => a - b);
  return new BlockTimes([...pokeTimes(early, first), ...known]);
}

function units(decimal: string, decimals: number): bigint {
  const { raw, decimals: scale } = parseDecimal(decimal);
  return raw * 10n ** BigInt(decimals - scale);
}

function idOf({ id }: RecordedAuction): string {
  return `${FLIPPER}${id.toString(16).padStart(4, "0")}`;
}

/** The tab holds the liquidation penalty of 13 %. */
function debtOf({ tab }: RecordedAuction): string {
  return ((units(tab, 45) * 100n) / 113n).toString();
}

function auctionRow(recorded: RecordedAuction, startedAt: string) {
  const { id, kickBlock, lot, tab } = recorded;
  return {
    ...{ id: idOf(recorded), protocol: MAKER, kind: "COLLATERAL", market: ETH_A, contract: FLIPPER },
    ...{ number: String(id), lotAsset: WETH, bidAsset: VAT, lotStart: units(lot, 18).toString(), lot: "0" },
    ...{
      tab: units(tab, 45).toString(),
      debt: debtOf(recorded),
      bid: "0",
      bidCount: 0,
      status: "OPEN",
      startedAt,
    },
    createdOrdinal: ordinal(kickBlock, KICK),
    updatedOrdinal: ordinal(kickBlock, KICK),
  };
}

function auctionEvents(recorded: RecordedAuction, at: (block: number) => string) {
  const { id, kickBlock, lastBidBlock, lot, finalLot, finalBid } = recorded;
  const event = (block: number, log: number, fields: Record<string, unknown>) =>
    fact(
      MAKER,
      { block, log, step: id },
      {
        ...{ auction: idOf(recorded), account: null, paid: "0", bought: "0", timestamp: at(block) },
        ...fields,
      },
    );
  const after = { lotAfter: units(finalLot, 18).toString(), bidAfter: units(finalBid, 45).toString() };
  const kicked = { lotAfter: units(lot, 18).toString(), bidAfter: "0" };
  return [
    event(kickBlock, KICK, { ...kicked, action: "KICK", statusAfter: "OPEN" }),
    event(lastBidBlock, BID, { ...after, action: "BID_UP", paid: after.bidAfter, statusAfter: "OPEN" }),
    event(lastBidBlock + 1, SETTLE, {
      ...{ ...after, action: "SETTLE", bought: after.lotAfter, statusAfter: "SETTLED" },
    }),
  ];
}

function liquidation(recorded: RecordedAuction, timestamp: string) {
  const { id, kickBlock, lot } = recorded;
  return fact(
    MAKER,
    { block: kickBlock, log: KICK, step: id },
    {
      ...{ market: ETH_A, mode: "AUCTION", account: FLIPPER, collateralAsset: WETH, debtAsset: VAT },
      ...{ collateralSeized: units(lot, 18).toString(), debtRepaid: debtOf(recorded), loss: null },
      ...{ absorbed: "0", unresolved: null, auction: idOf(recorded), timestamp },
    },
  );
}
