import { describe, expect, test } from "vitest";
import { comparableEpisodes } from "../../../../api/stress/episodes/comparable-episodes.ts";
import { madeEpisode } from "./made-episode.ts";

const WANTED = { at: 1000 * 3_600, first: 5 };

describe("comparableEpisodes", () => {
  const own = madeEpisode({ start: 10, end: 20, drawdown: -0.2 });

  test("default: nearest in depth and duration first, with the distance", () => {
    // 0.4 is twice 0.2 and 10 hours are 10 hours: ln 2. 0.2 and 0.2, 40 hours are four times 10: ln 4. 0.6 in 30 hours: √2 ln 3.
    const deeper = madeEpisode({ start: 100, end: 110, drawdown: -0.4 });
    const longer = madeEpisode({ start: 200, end: 240, drawdown: -0.2 });
    const both = madeEpisode({ protocol: "0xa2", start: 300, end: 330, drawdown: -0.6 });
    const found = comparableEpisodes(own, [both, longer, own, deeper], WANTED);
    expect(found.map(({ episode }) => episode)).toEqual([deeper, longer, both]);
    expect(found[0]?.distance).toBeCloseTo(Math.LN2, 12);
    expect(found[1]?.distance).toBeCloseTo(2 * Math.LN2, 12);
    expect(found[2]?.distance).toBeCloseTo(Math.SQRT2 * Math.log(3), 12);
  });

  test("behavior: other triggers, no depth and itself are left out; the first so many are given", () => {
    const others = [
      own,
      madeEpisode({ trigger: "RUN", start: 100, end: 110, drawdown: -0.2 }),
      madeEpisode({ start: 200, end: 210, drawdown: 0, troughValue: 0 }),
    ];
    expect(comparableEpisodes(own, others, WANTED)).toEqual([]);
    const same = [300, 400, 500].map((start) => madeEpisode({ start, end: start + 10, drawdown: -0.2 }));
    expect(comparableEpisodes(own, same, { ...WANTED, first: 2 }).map(({ distance }) => distance)).toEqual([
      0, 0,
    ]);
  });

  test("behavior: amounts are compared in the same asset alone", () => {
    const of = (subject: string, start: number) =>
      madeEpisode({ trigger: "LIQUIDATION_INTENSITY", subject, start, end: start + 5, troughValue: 7 });
    const found = comparableEpisodes(of("0xe1", 10), [of("0xe2", 20), of("0xe1", 30)], WANTED);
    expect(found).toEqual([{ episode: of("0xe1", 30), distance: 0 }]);
  });
});
