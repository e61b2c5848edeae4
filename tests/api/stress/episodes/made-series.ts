import type { DatedEpisode } from "../../../../api/stress/episodes/dated-episode.ts";
import {
  EPISODE_PARAMETERS,
  type EpisodeParameters,
} from "../../../../api/stress/episodes/episode-parameters.ts";
import { ScopeDetector } from "../../../../api/stress/episodes/scope-detector.ts";
import type { Trigger } from "../../../../api/stress/episodes/trigger.ts";

/** Values from a bucket on, until the next entry. */
export type Steps = Readonly<Record<number, number>>;

/** A level that holds from each step to the next. */
export function level(length: number, steps: Steps): number[] {
  let value = Number.NaN;
  return Array.from({ length }, (_, i) => {
    value = steps[i] ?? value;
    return value;
  });
}

/** Zero but in the named buckets. */
export function flow(length: number, entries: Steps): number[] {
  return Array.from({ length }, (_, i) => entries[i] ?? 0);
}

/** Dates the episodes of series of equal length. */
export function episodesOf(
  trigger: Trigger,
  columns: readonly (readonly number[])[],
  parameters: EpisodeParameters = EPISODE_PARAMETERS,
): DatedEpisode[] {
  const detector = new ScopeDetector(trigger, parameters);
  for (const i of (columns[0] ?? []).keys()) detector.push(columns.map((column) => column[i] ?? Number.NaN));
  return detector.episodes();
}
