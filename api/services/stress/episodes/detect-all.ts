import { setImmediate } from "node:timers/promises";
import { groupBy } from "../../../domain/group-by.ts";
import { compositeScope, type RunScope } from "../../../stress/episodes/composite-scope.ts";
import type { EpisodeParameters } from "../../../stress/episodes/episode-parameters.ts";
import type { NotEvaluated, ScopeSeries } from "../../../stress/episodes/scope.ts";
import { ScopeRun } from "../../../stress/episodes/scope-run.ts";
import type { StressEpisode } from "../../../stress/episodes/stress-episode.ts";
import type { BuiltScopes } from "./price-scopes.ts";

/** Episodes of all scopes, and what could not be judged. */
export type Detection = {
  /** By onset and id. */
  readonly episodes: readonly StressEpisode[];
  /** Scopes that were judged. */
  readonly scopes: readonly ScopeSeries[];
  readonly missing: readonly NotEvaluated[];
};

/** Buckets between two turns of the event loop: some 10 ms. */
const AT_ONCE = 10_000;

/** Detects the episodes of all scopes, then those of each protocol's composite stress index; other work goes on meanwhile. */
export async function detectAll(built: BuiltScopes, parameters: EpisodeParameters): Promise<Detection> {
  const episodes: StressEpisode[] = [];
  const scopes: ScopeSeries[] = [];
  const missing = [...built.missing];
  for (const group of groupBy(built.scopes, ({ scope }) => scope.protocol)) {
    const runs: RunScope[] = [];
    for (const series of group) runs.push({ series, run: await completed(series, parameters) });
    const composite = compositeScope(runs, parameters);
    if (composite !== null && "reason" in composite) missing.push(composite);
    else if (composite !== null)
      runs.push({ series: composite, run: await completed(composite, parameters) });
    scopes.push(...runs.map(({ series }) => series));
    episodes.push(...runs.flatMap(({ run }) => run.episodes()));
    missing.push(...runs.flatMap(({ run }) => run.notEvaluated()).filter((one) => !isTold(one, missing)));
  }
  return { episodes: episodes.sort(byOnset), scopes, missing };
}

/** Conditions that a reason was already given for: of the same series, or of every one. */
function isTold(
  { trigger, protocol, subject, reason }: NotEvaluated,
  missing: readonly NotEvaluated[],
): boolean {
  const [condition = ""] = reason.split(":");
  return missing.some(
    (other) =>
      other.trigger === trigger &&
      (other.protocol === null || (other.protocol === protocol && other.subject === subject)) &&
      other.reason.startsWith(`${condition}:`),
  );
}

async function completed(series: ScopeSeries, parameters: EpisodeParameters): Promise<ScopeRun> {
  const run = new ScopeRun(series, parameters);
  while (run.advance(AT_ONCE)) await setImmediate();
  return run;
}

function byOnset(a: StressEpisode, b: StressEpisode): number {
  return a.onset - b.onset || (a.id < b.id ? -1 : 1);
}
