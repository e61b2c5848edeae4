import { InvalidRequestError } from "../../../domain/errors.ts";
import { namesOf } from "../../../stress/episodes/named-episodes.ts";
import type { EpisodePhase, StressEpisode } from "../../../stress/episodes/stress-episode.ts";
import type { Trigger } from "../../../stress/episodes/trigger.ts";
import { type EpisodeList, slugOf } from "./episode-list.ts";

/** Which episodes to list; what is absent or null does not restrict. */
export type EpisodeFilter = {
  readonly protocols?: readonly string[] | null | undefined;
  readonly triggers?: readonly Trigger[] | null | undefined;
  readonly phases?: readonly EpisodePhase[] | null | undefined;
  /** Seconds since 1970-01-01 UTC. */
  readonly from?: bigint | null | undefined;
  readonly to?: bigint | null | undefined;
  readonly minDrawdown?: number | null | undefined;
  readonly namedOnly?: boolean | null | undefined;
};

/**
 * Selects episodes of a list, in its order.
 *
 * @throws {InvalidRequestError} when a list of values is empty, the range is reversed or the drawdown is not in (0, 1].
 */
export function filterEpisodes(list: EpisodeList, filter: EpisodeFilter): StressEpisode[] {
  checkFilter(filter);
  const { triggers, phases, minDrawdown, namedOnly } = filter;
  return list.episodes.filter(
    (episode) =>
      (triggers?.includes(episode.scope.trigger) ?? true) &&
      (phases?.includes(episode.phase) ?? true) &&
      isWithin(episode, filter, list.at) &&
      isDeep(episode, minDrawdown) &&
      isNamed(list, episode, namedOnly),
  );
}

function isWithin({ start, end }: StressEpisode, { from, to }: EpisodeFilter, at: number): boolean {
  return BigInt(end ?? at) > (from ?? -1n) && (typeof to !== "bigint" || BigInt(start) < to);
}

function isDeep({ drawdown }: StressEpisode, least: number | null | undefined): boolean {
  return least === null || least === undefined || (drawdown !== null && -drawdown >= least);
}

function isNamed(list: EpisodeList, episode: StressEpisode, namedOnly: boolean | null | undefined): boolean {
  return namedOnly !== true || namesOf(episode, slugOf(list, episode), list.at).length > 0;
}

function checkFilter({ protocols, triggers, phases, from, to, minDrawdown }: EpisodeFilter): void {
  for (const [name, values] of Object.entries({ protocols, triggers, phases })) {
    if (values?.length === 0)
      throw new InvalidRequestError(`Expected at least one value in \`${name}\`. Leave it out to list all.`);
  }
  if (typeof from === "bigint" && typeof to === "bigint" && from >= to)
    throw new InvalidRequestError(`Expected \`from\` before \`to\`, got ${from} and ${to}.`);
  if (typeof minDrawdown === "number" && !(minDrawdown > 0 && minDrawdown <= 1))
    throw new InvalidRequestError(`Expected minDrawdown above 0 and at most 1, got ${minDrawdown}.`);
}
