import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { clustering } from "../../../api/stress/runs/reflexivity.ts";
import { PRICE_PATH } from "../../../devnet/world/price-path.ts";
import { startTestApi } from "../../support/api-server.ts";
import { blockTime, fact, storeWith } from "../../support/ledger-fixture.ts";
import { assetRow, feedRow, idOf, observationRow, protocolRow } from "../../support/ledger-rows.ts";
import { readRecordedPrices } from "../../support/recorded-auctions.ts";
import { SHARED_MISSING, sharedPath } from "../../support/shared.ts";
import { MAKER, OSM, WETH } from "../../support/small-ledger/names.ts";

const auctions = sharedPath("data", "maker-black-thursday");
const day = sharedPath("data", "stress-day", "eth-10min-03-12-2020.json");
const aave = sharedPath("data", "aave", "aave-v2-liquidations-2020-12_2022-04.csv");
const EXCHANGE = idOf("exchange");
const EXCHANGE_FEED = "0x00000000000000000000000000000000000000f9";
/** Hours of 12 March from 8:00 UTC on, which is block 0 of a fixture. */
const HOURS = 16;

type Candle = { readonly time_period_end: string; readonly price_close: number };

/** Block of a fixture at a time; its blocks are ten seconds apart. */
function blockAt(time: string): number {
  return Number((BigInt(Date.parse(time) / 1000) - blockTime(0)) / 10n);
}

/** The oracle security module's values by the hour, and closes of ten minutes of an exchange as an independent feed. */
function recordedRows(folder: string, file: string) {
  const first = PRICE_PATH.find(({ hour }) => hour === "2020-03-12T08:00:00Z")?.block;
  const recorded = readRecordedPrices(folder);
  const from = recorded.findIndex(({ block }) => block === first);
  const candles = (JSON.parse(readFileSync(file, "utf8")) as Candle[]).filter(
    ({ time_period_end }) => blockAt(time_period_end.replace(".0000000", "")) > 0,
  );
  return {
    Protocol: [protocolRow("maker"), protocolRow("exchange")],
    Asset: [assetRow(WETH, "WETH", 18)],
    PriceFeed: [
      { ...feedRow(OSM, MAKER, WETH), source: "MAKER_OSM", decimals: 18 },
      { ...feedRow(EXCHANGE_FEED, EXCHANGE, WETH), heartbeat: 600 },
    ],
    PriceObservation: [
      ...recorded
        .slice(from, from + HOURS)
        .map(({ price }, hour) =>
          fact(
            MAKER,
            { block: hour * 360, log: 1 },
            { feed: OSM, asset: WETH, price: price.toString(), decimals: 18, status: "OK" },
          ),
        ),
      ...candles.map(({ time_period_end, price_close }) =>
        observationRow(
          EXCHANGE,
          { block: blockAt(time_period_end.replace(".0000000", "")), log: 2 },
          { id: EXCHANGE_FEED, asset: WETH, price: BigInt(Math.round(price_close * 10 ** 8)) },
        ),
      ),
    ],
  };
}

const QUERY = `query ($time: DateTime!) {
  stress(protocol: "maker", asOf: { time: $time }) {
    oracle(spanHours: 1) {
      feeds { ageSeconds ageOfHeartbeat { value } price { value } median { value } deviation { value } rounds { observations longestGapSeconds } }
    }
  }
}`;

describe("the oracle of 12 March 2020", () => {
  const isMissing = auctions === null || day === null;

  // Counted from both files by Python's fractions: of the 96 closes of ten minutes from 8:00 UTC on the oracle was farthest off at
  // 13:50, 166.465 against 128.77 dollars: 7539/25754. Its value of 13:00 was 3,000 s old, of the hour that it promises.
  test.skipIf(isMissing)(isMissing ? SHARED_MISSING : "default", async () => {
    const store = await storeWith(recordedRows(auctions ?? "", day ?? ""), 5760);
    const api = await startTestApi(store);
    const { data } = await api.ask(QUERY, { time: "2020-03-12T13:50:00Z" });
    expect(data.stress.oracle.feeds).toEqual([
      {
        ageSeconds: "3000",
        ageOfHeartbeat: { value: "0.833333333333333333" },
        price: { value: "166.465" },
        median: { value: "128.77" },
        deviation: { value: "0.292731226217286635" },
        rounds: { observations: "6", longestGapSeconds: "3600" },
      },
    ]);
    const later = await api.ask(QUERY, { time: "2020-03-12T15:00:00Z" });
    // The same count: at 15:00 the new value was 6 % too low.
    expect(Number(later.data.stress.oracle.feeds[0].deviation.value)).toBeCloseTo(-0.05976058288505096, 15);
    await api.close();
    await store.close();
  });
});

describe("liquidations on Aave v2", () => {
  // 11,497 liquidations at 7,162 times. The likelihood of the newest 2,500, written out anew and maximised by SciPy's Nelder-Mead from
  // five starts: μ 3.124349 a day, η 0.7851028, β 136.8059 a day.
  test.skipIf(aave === null)(aave === null ? SHARED_MISSING : "default", () => {
    const [head = "", ...lines] = readFileSync(join(aave ?? ""), "utf8")
      .trim()
      .split(/\r?\n/);
    const column = head.split(",").indexOf("timestamp");
    const times = [...new Set(lines.map((line) => BigInt(line.split(",")[column] ?? 0)))].sort((a, b) =>
      a > b ? -1 : 1,
    );
    expect(times).toHaveLength(7162);
    const [to = 0n] = times;
    const found = clustering({ newestFirst: times, from: 0n, to, mostForInterval: 300 });
    expect(found.events).toBe(2500);
    expect(found.branchingRatio).toMatchObject({ n: 2500, interval: null, status: "OK" });
    expect(found.branchingRatio.value).toBeCloseTo(0.7851027, 5);
    expect(found.fit?.baseline).toBeCloseTo(3.124349, 4);
    expect(found.fit?.decay).toBeCloseTo(136.8059, 2);
  });
});
