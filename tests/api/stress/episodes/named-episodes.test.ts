import { describe, expect, test } from "vitest";
import { NAMED_EPISODES, namesOf } from "../../../../api/stress/episodes/named-episodes.ts";

const at = (text: string) => Date.parse(text) / 1000;

describe("the catalogue of named episodes", () => {
  test("default: all sixteen of metrics.md 4.4, by time, with ranges that are ranges", () => {
    expect(NAMED_EPISODES.map(({ id }) => id)).toEqual([
      ...["BLACK_THURSDAY", "DAI_SPIKE", "MAY19", "TERRA", "STETH_3AC", "FTX", "CRV_SHORT", "USDC_DEPEG"],
      ...["YFI_DYDX", "AUG2024", "JELLY", "OCT10", "STREAM_XUSD", "FEB2026", "CAPO_WSTETH", "RSETH"],
    ]);
    const starts = NAMED_EPISODES.map(({ from }) => from);
    expect([...starts].sort((a, b) => a - b)).toEqual(starts);
    expect(NAMED_EPISODES.filter(({ from, to }) => !(from < to))).toEqual([]);
    const figures = NAMED_EPISODES.flatMap((episode) => episode.figures);
    expect(figures.filter(({ low, high }) => !(low <= high))).toEqual([]);
    expect(figures.filter(({ definition, source }) => definition === "" || source === "")).toEqual([]);
  });
});

describe("namesOf", () => {
  const march = { start: at("2020-03-12T09:00Z"), end: at("2020-03-12T20:00Z") };

  test("default: by time and protocol", () => {
    expect(namesOf(march, "maker", march.end).map(({ id }) => id)).toEqual(["BLACK_THURSDAY"]);
    expect(namesOf(march, "aave", march.end)).toEqual([]);
  });

  test("behavior: a name without protocols is of all; touching is not overlapping", () => {
    const may = { start: at("2021-05-23T23:55Z"), end: null };
    expect(namesOf(may, "any", at("2021-05-24T05:00Z")).map(({ id }) => id)).toEqual(["MAY19"]);
    expect(namesOf({ ...may, start: at("2021-05-24T00:00Z") }, "any", at("2021-05-25T00:00Z"))).toEqual([]);
    expect(namesOf({ start: march.start, end: at("2020-03-12T08:00Z") }, "maker", 0)).toEqual([]);
  });
});
