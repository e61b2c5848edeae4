import { compositeStressIndex } from "../../stats/composite-stress-index.ts";
import { bucketsIn, type EpisodeParameters } from "./episode-parameters.ts";
import type { NotEvaluated, ScopeSeries } from "./scope.ts";
import type { ScopeRun } from "./scope-run.ts";

const HOUR = 3_600;

/** A scope that was run. */
export type RunScope = { readonly series: ScopeSeries; readonly run: ScopeRun };

/**
 * Makes (h), the composite stress index of one protocol, from what the other scopes' first conditions compare at the end
 * of each hour. Each trigger weighs the same, and the scopes of one trigger share its weight.
 *
 * @param scopes - Of one protocol, so on one grid.
 * @returns What keeps it from being judged where the index has no value: one trigger alone, or less than the burn-in.
 */
export function compositeScope(
  scopes: readonly RunScope[],
  parameters: EpisodeParameters,
): ScopeSeries | NotEvaluated | null {
  const [first] = scopes;
  if (first === undefined) return null;
  const { scope, from, buckets } = first.series;
  const index = indexOf(scopes, parameters);
  if (index.every((value) => value === null)) {
    const reason = "Fewer than two triggers can be judged, or the burn-in has not passed.";
    return { trigger: "COMPOSITE", protocol: scope.protocol, subject: null, reason };
  }
  const hour = bucketsIn(HOUR, parameters);
  return {
    scope: { ...scope, trigger: "COMPOSITE", subject: scope.protocol, subjectKind: "PROTOCOL", asset: null },
    ...{ from, buckets },
    columns: [
      {
        ...{ kind: "LEVEL", holds: hour, scale: 1 },
        buckets: index.map((_, i) => (i + 1) * hour - 1),
        values: index.map((value) => value ?? Number.NaN),
      },
    ],
  };
}

function indexOf(scopes: readonly RunScope[], parameters: EpisodeParameters): readonly (number | null)[] {
  const counts = new Map<string, number>();
  for (const { series } of scopes)
    counts.set(series.scope.trigger, (counts.get(series.scope.trigger) ?? 0) + 1);
  if (counts.size < 2) return [];
  const burnIn = Math.max(1, Math.round(parameters.burnInSeconds / HOUR));
  const indicators = scopes.map(({ series, run }) => ({
    values: run.hourly,
    weight: 1 / (counts.get(series.scope.trigger) ?? 1),
  }));
  return compositeStressIndex({ indicators, burnIn }).index;
}
