import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DatedEpisode } from "../../../../api/stress/episodes/dated-episode.ts";
import {
  EPISODE_PARAMETERS,
  type EpisodeParameters,
} from "../../../../api/stress/episodes/episode-parameters.ts";
import { ScopeDetector } from "../../../../api/stress/episodes/scope-detector.ts";
import type { Trigger } from "../../../../api/stress/episodes/trigger.ts";
import { episodesOf } from "./made-series.ts";

const HOUR = 3_600;

/** Spans short enough for series of some hundred hours to have many episodes. */
const SHORT: EpisodeParameters = {
  ...EPISODE_PARAMETERS,
  bucketSeconds: HOUR,
  startSeconds: 10 * HOUR,
  quietSeconds: 5 * HOUR,
  mergeSeconds: 5 * HOUR,
  recoverySeconds: 4 * HOUR,
  changeSeconds: 3 * HOUR,
  burnInSeconds: 20 * HOUR,
  quantileSeconds: 60 * HOUR,
  medianSeconds: 20 * HOUR,
  sustainedSeconds: 3 * HOUR,
  liquidationSeconds: 2 * HOUR,
};

const price = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 60, max: 128 }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
const held = fc
  .array(fc.tuple(price, fc.integer({ min: 1, max: 9 })), { minLength: 5, maxLength: 60 })
  .map((spells) => spells.flatMap(([value, length]) => Array<number>(length).fill(value)));

const WIDTHS: Readonly<Record<string, number>> = {
  PRICE: 1,
  DEPEG: 1,
  LIQUIDATION_INTENSITY: 1,
  RUN: 3,
  ORACLE: 1,
};
const made = fc
  .constantFrom<Trigger>("PRICE", "DEPEG", "LIQUIDATION_INTENSITY", "RUN", "ORACLE")
  .chain((trigger) =>
    fc.tuple(
      fc.constant(trigger),
      held.map((series) => columnsOf(trigger, series)),
    ),
  );

function columnsOf(trigger: Trigger, series: readonly number[]): number[][] {
  if (trigger === "DEPEG") return [series.map((v) => 1 + (v - 95) / 2000)];
  if (trigger === "ORACLE") return [series.map((v) => v / 50)];
  const column = trigger === "LIQUIDATION_INTENSITY" ? series.map((v) => Math.max(0, v - 110)) : [...series];
  const rest = [series.map((v) => v), series.map((v) => v / 128)];
  return WIDTHS[trigger] === 3 ? [series.map((v) => v - 94), ...rest] : [column];
}

/** The parts of an episode that nothing later can change. */
function fixed({ start, onset, known, startBadness, rank }: DatedEpisode) {
  return { start, onset, known, startBadness, rank };
}

/** Dates that are not in order, by name. */
function disorder({ start, onset, known, peak, trough, end, recovery }: DatedEpisode): string[] {
  const pairs: [string, number, number][] = [
    ["start to onset", start, onset],
    ["onset to known", onset + 1, known],
    ["onset to peak", onset, peak],
    ["start to trough", start, trough],
    ["trough to end", trough + 1, end ?? trough + 1],
    ["known to end", known + 1, end ?? known + 1],
    ["trough to recovery", trough + 1, recovery ?? trough + 1],
  ];
  return pairs.filter(([, early, late]) => early > late).map(([name]) => name);
}

describe("ScopeDetector", () => {
  test("behavior: what it knows after a bucket is what a run over the buckets up to it gives", () => {
    fc.assert(
      fc.property(made, ([trigger, columns]) => {
        const detector = new ScopeDetector(trigger, SHORT);
        for (const i of (columns[0] ?? []).keys()) {
          detector.push(columns.map((column) => column[i] ?? Number.NaN));
          if (i % 7 !== 0) continue;
          const cut = columns.map((column) => column.slice(0, i + 1));
          expect(detector.episodes()).toEqual(episodesOf(trigger, cut, SHORT));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("behavior: nothing later changes where an episode began, or a recovery after it was followed by another", () => {
    fc.assert(
      fc.property(made, ([trigger, columns]) => {
        const all = episodesOf(trigger, columns, SHORT);
        const length = columns[0]?.length ?? 0;
        const early = episodesOf(
          trigger,
          columns.map((column) => column.slice(0, Math.floor(length / 2))),
          SHORT,
        );
        expect(all.slice(0, early.length).map(fixed)).toEqual(early.map(fixed));
        // All but the last one known early are closed for good; only a recovery can still come.
        for (const [i, episode] of early.slice(0, -1).entries()) {
          const later = all[i] as DatedEpisode;
          expect(later).toEqual({ ...episode, recovery: episode.recovery ?? later.recovery });
        }
      }),
    );
  });

  test("behavior: dates are in order, and episodes of a scope do not overlap and are a day apart", () => {
    fc.assert(
      fc.property(made, ([trigger, columns]) => {
        const episodes = episodesOf(trigger, columns, SHORT);
        expect(episodes.flatMap(disorder)).toEqual([]);
        const gaps = episodes.slice(1).map(({ start }, i) => start - (episodes[i]?.end ?? start));
        expect(gaps.every((gap) => gap >= 5)).toBe(true);
      }),
    );
  });

  test("behavior: another unit of the price gives the same dates", () => {
    fc.assert(
      fc.property(held, fc.integer({ min: -20, max: 20 }), (series, exponent) => {
        const scale = 2 ** exponent;
        const scaled = episodesOf("PRICE", [series.map((v) => v * scale)], SHORT);
        const back = scaled.map(({ startBadness, troughBadness, ...dates }) => ({
          ...dates,
          startBadness: startBadness === null ? null : startBadness / scale,
          troughBadness: troughBadness === null ? null : troughBadness / scale,
        }));
        expect(back).toEqual(episodesOf("PRICE", [series], SHORT));
      }),
    );
  });
});
