import { describe, expect, test } from "vitest";
import { compositeStressIndex } from "../../../../api/stats/composite-stress-index.ts";
import { compositeScope, type RunScope } from "../../../../api/stress/episodes/composite-scope.ts";
import { EPISODE_PARAMETERS } from "../../../../api/stress/episodes/episode-parameters.ts";
import type { ScopeSeries } from "../../../../api/stress/episodes/scope.ts";
import { detectEpisodes, ScopeRun } from "../../../../api/stress/episodes/scope-run.ts";
import type { Trigger } from "../../../../api/stress/episodes/trigger.ts";

const HOUR = 3_600;
/** Six hours of burn-in. */
const PARAMETERS = { ...EPISODE_PARAMETERS, burnInSeconds: 6 * HOUR };
const HOURS = 60;
const PER_HOUR = 12;

/** A scope whose series has one value an hour. */
function ran(trigger: Trigger, subject: string, hourly: readonly number[]): RunScope {
  const series: ScopeSeries = {
    scope: { trigger, protocol: "0xa1", subject, subjectKind: "ASSET", asset: subject },
    from: 0,
    buckets: HOURS * PER_HOUR,
    columns: [
      { kind: "LEVEL", buckets: hourly.map((_, i) => i * PER_HOUR), values: hourly, holds: null, scale: 1 },
    ],
  };
  const run = new ScopeRun(series, PARAMETERS);
  run.advance(series.buckets);
  return { series, run };
}

/** Calm with small waves, then five hours in which everything is at its worst so far and rises. */
const waves = (height: number) =>
  Array.from({ length: HOURS }, (_, i) => (i >= 50 && i < 55 ? height * (i - 48) : (height * (i % 5)) / 10));

describe("compositeScope", () => {
  const ages = waves(1);
  const pegs = waves(0.01).map((distance) => 1 + distance);
  const scopes = [ran("ORACLE", "0xf1", ages), ran("DEPEG", "0xe1", pegs), ran("DEPEG", "0xe2", pegs)];

  test("default: the index of what the scopes compare at the end of each hour, each trigger weighing the same", () => {
    const composite = compositeScope(scopes, PARAMETERS);
    if (composite === null || "reason" in composite) throw new Error("Expected a scope.");
    const distances = pegs.map((price) => Math.abs(price - 1));
    const { index } = compositeStressIndex({
      indicators: [
        { values: ages, weight: 1 },
        { values: distances, weight: 0.5 },
        { values: distances, weight: 0.5 },
      ],
      burnIn: 6,
    });
    const [column] = composite.columns;
    expect(column?.values).toEqual(index.map((value) => value ?? Number.NaN));
    // The value of an hour is known with the end of its last bucket.
    expect(column?.buckets.slice(0, 2)).toEqual([11, 23]);
    expect(composite.scope).toMatchObject({ trigger: "COMPOSITE", subject: "0xa1", subjectKind: "PROTOCOL" });
  });

  test("behavior: stress of all series at once is an episode", () => {
    const composite = compositeScope(scopes, PARAMETERS);
    if (composite === null || "reason" in composite) throw new Error("Expected a scope.");
    const [episode, ...others] = detectEpisodes(composite, PARAMETERS);
    expect(others).toEqual([]);
    // The worst hours are 50 to 54; the first of them is known at the end of its last bucket.
    expect(episode?.conditions).toEqual(["STRESS_INDEX"]);
    expect(episode?.onset).toBeGreaterThanOrEqual(50 * HOUR);
    expect(episode?.onset).toBeLessThan(55 * HOUR);
  });

  test("behavior: one trigger alone, or too few hours, cannot be judged", () => {
    expect(compositeScope(scopes.slice(1), PARAMETERS)).toMatchObject({
      trigger: "COMPOSITE",
      subject: null,
    });
    const late = { ...PARAMETERS, burnInSeconds: 100 * HOUR };
    expect(compositeScope(scopes, late)).toHaveProperty("reason");
    expect(compositeScope([], PARAMETERS)).toBeNull();
  });
});
