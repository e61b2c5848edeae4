import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EPISODE_PARAMETERS } from "../../../../api/stress/episodes/episode-parameters.ts";
import { namesOf } from "../../../../api/stress/episodes/named-episodes.ts";
import { SHARED_MISSING, sharedPath } from "../../../support/shared.ts";
import { episodesOf } from "./made-series.ts";

const HOUR = 3_600;
/** The parameters in force on hourly prices: two hours make an onset. */
const HOURLY = { ...EPISODE_PARAMETERS, bucketSeconds: HOUR };
const YEAR = 365 * 86_400;

type Found = {
  readonly perYear: number;
  readonly names: readonly string[];
  readonly onsets: readonly string[];
};

/** Finds the price episodes of a file of hourly prices. @param place - Columns of time and price. */
function found(file: string, [timeAt, priceAt]: readonly [number, number], unit: number): Found {
  const path = sharedPath("data", "prices-hourly", file) ?? "";
  const [, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  const prices = new Map(
    lines
      .map((line) => line.split(","))
      .map((cells) => [Math.floor(Number(cells[timeAt]) / unit / HOUR) * HOUR, Number(cells[priceAt])]),
  );
  const from = Math.min(...prices.keys());
  const length = (Math.max(...prices.keys()) - from) / HOUR + 1;
  const series = Array.from({ length }, (_, i) => prices.get(from + i * HOUR) ?? Number.NaN);
  const episodes = episodesOf("PRICE", [series], HOURLY);
  const timeOf = (bucket: number) => from + bucket * HOUR;
  const names = episodes.flatMap(({ start, end }) =>
    namesOf({ start: timeOf(start), end: timeOf(end ?? length) }, "any", timeOf(length)).map(({ id }) => id),
  );
  return {
    perYear: (episodes.length * YEAR) / (length * HOUR),
    names: [...new Set(names)],
    onsets: episodes.map(({ onset }) => new Date(timeOf(onset) * 1000).toISOString().slice(0, 10)),
  };
}

const isMissing = sharedPath("data", "prices-hourly") === null;

describe.skipIf(isMissing)(`recorded hourly prices${isMissing ? ` (${SHARED_MISSING})` : ""}`, () => {
  // metrics.md 4.4 dates the market's falls: 12 March 2020, 26 November 2020, 19 May 2021, 7 to 13 May, 10 to 19 June and 6 to 10
  // November 2022. Its quality test asks for all of them and for 2 to 20 episodes a year.
  test("default: every fall of ether that has a name is found, 2018 to 2022", () => {
    const { perYear, names, onsets } = found("eth_hourly.csv", [0, 6], 1);
    expect(names).toContain("MAY19");
    expect(onsets).toContain("2020-11-26");
    // Black Thursday is a phase of a fall that began on 8 March.
    expect(onsets).toContain("2020-03-08");
    expect(perYear).toBeGreaterThan(2);
    expect(perYear).toBeLessThan(20);
  });

  test("behavior: another source finds those of 2021 to 2023", () => {
    const { perYear, names } = found("WETH_usd.csv", [1, 2], 1000);
    expect(names).toEqual(["MAY19", "TERRA", "STETH_3AC", "FTX"]);
    expect(perYear).toBeGreaterThan(2);
    expect(perYear).toBeLessThan(20);
  });

  test("behavior: the squeeze in CRV is seen in the price of CRV alone", () => {
    const { perYear, onsets } = found("CRV_usd.csv", [1, 2], 1000);
    expect(onsets).toContain("2022-11-22");
    expect(found("WETH_usd.csv", [1, 2], 1000).onsets).not.toContain("2022-11-22");
    expect(perYear).toBeLessThan(20);
  });
});
