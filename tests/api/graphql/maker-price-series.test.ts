import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDateTime } from "../../../api/domain/date-time.ts";
import { StoreSeriesCache } from "../../../api/store/series/store-series-cache.ts";
import type { Store } from "../../../api/store/store.ts";
import { startTestApi, type TestApi } from "../../support/api-server.ts";
import { blockTime, fact, storeWith } from "../../support/ledger-fixture.ts";
import { readRecordedPrices } from "../../support/recorded-auctions.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";
import { MAKER, OSM, WETH } from "../../support/small-ledger/names.ts";
import { SMALL_LEDGER } from "../../support/small-ledger/small-ledger.ts";

const folder = sharedPath("data", "maker-black-thursday");
/** Blocks of 12 and 13 March 2020; the fixture's blocks are 10 seconds apart. */
const WINDOW = { first: 9_653_000, last: 9_666_160 };
const HEAD = 9_900_000;

type Point = { readonly blockNumber: string | null; readonly value: string | null; readonly n: number };

/** An auction as guifel/maker-liquidation-dashboard recorded it, with the OSM price that it states beside it. */
type Recorded = { readonly kickBlock: number; readonly lastBidBlock: number; readonly price: string };

function readRecorded(): Recorded[] {
  const path = join(folder ?? "", "maker-ETH-liquidation-until-16-04-2020-from-auction941.csv");
  const [, ...lines] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  return lines
    .map((line) => line.split(","))
    .map((cells) => ({
      kickBlock: Number(cells[2]),
      lastBidBlock: Number(cells[3]),
      price: String(cells[11]).trim(),
    }))
    .filter(({ kickBlock }) => kickBlock >= WINDOW.first && kickBlock <= WINDOW.last);
}

const QUERY = `query ($from: DateTime!, $to: DateTime!, $bucket: Bucket!, $rollUp: RollUp, $maxPoints: Int!) {
  series(metric: "price", subject: "maker", asset: "${WETH}", maxPriceAgeSeconds: 1000000, from: $from, to: $to,
    bucket: $bucket, rollUp: $rollUp, maxPoints: $maxPoints) {
    points { blockNumber value n } nextFrom
  }
}`;

describe.skipIf(folder === null)(
  `the recorded OSM prices of March 2020${folder === null ? ` (${SHARED_MISSING})` : ""}`,
  () => {
    let store: Store;
    let api: TestApi;

    beforeAll(async () => {
      const names = ["Protocol", "Asset", "Market", "PriceFeed"];
      const reference = names.map((entity) => [entity, SMALL_LEDGER[entity] ?? []]);
      const observations = readRecordedPrices(folder ?? "").map(({ block, logIndex, price }) => {
        const fields = { feed: OSM, asset: WETH, price: price.toString(), decimals: 18, status: "OK" };
        return fact(MAKER, { block, log: logIndex }, fields);
      });
      store = await storeWith({ ...Object.fromEntries(reference), PriceObservation: observations }, HEAD);
      api = await startTestApi(store, undefined, undefined, { cache: new StoreSeriesCache(store) });
    }, 120_000);

    afterAll(async () => {
      await api?.close();
      await store?.close();
    });

    async function pointsOf(bucket: string, rollUp: string | null, maxPoints = 10_000): Promise<Point[]> {
      const points: Point[] = [];
      let from: string | null = formatDateTime(blockTime(WINDOW.first));
      while (from !== null) {
        const to = formatDateTime(blockTime(WINDOW.last + 1));
        const { data, errors } = await api.ask(QUERY, { from, to, bucket, rollUp, maxPoints });
        expect(errors).toEqual([]);
        points.push(...data.series.points);
        from = data.series.nextFrom;
      }
      return points;
    }

    // Counted with a script over both files: of the 3,779 auctions kicked in the window, 3,638 state the price of the kick
    // block, 136 that of the last bid's block, and 5 another one of the window.
    test("behavior: by block, the prices that the recorded auctions state are those of the kick or of the last bid", async () => {
      const points = await pointsOf("BLOCK", null);
      // 49 logs of the OSM lie in the window.
      expect(points).toHaveLength(49);
      const priceAt = (block: number) =>
        Number(points.findLast(({ blockNumber }) => Number(blockNumber) <= block)?.value);
      const isAt = (block: number, price: string) => Math.abs(priceAt(block) - Number(price)) < 1e-6;
      const recorded = readRecorded();
      const others = recorded.filter(({ price, kickBlock }) => !isAt(kickBlock, price));
      const neither = others.filter(({ price, lastBidBlock }) => !isAt(lastBidBlock, price));
      expect([recorded.length, others.length, neither.length]).toEqual([3779, 3779 - 3638, 5]);
    });

    test("behavior: pages join to the whole", async () => {
      expect(await pointsOf("BLOCK", null, 10)).toEqual(await pointsOf("BLOCK", null));
    });

    // Counted with a script: the lowest and the highest of the 49 values are 100.36 and 193.815.
    test("behavior: MIN and MAX find the lowest and the highest price, and every log is counted once", async () => {
      const [lows, highs] = [await pointsOf("HOUR", "MIN"), await pointsOf("HOUR", "MAX")];
      expect(Math.min(...lows.map(({ value }) => Number(value)))).toBe(100.36);
      expect(Math.max(...highs.map(({ value }) => Number(value)))).toBe(193.815);
    });
  },
);
