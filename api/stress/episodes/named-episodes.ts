import type { NamedEpisode } from "./named-episode.ts";
import { NAMED_SINCE_2023 } from "./named-episodes-since-2023.ts";
import { NAMED_TO_2022 } from "./named-episodes-to-2022.ts";
import type { StressEpisode } from "./stress-episode.ts";

/** The catalogue of episodes that have a name, by time. @see metrics.md 4.4 */
export const NAMED_EPISODES: readonly NamedEpisode[] = [...NAMED_TO_2022, ...NAMED_SINCE_2023];

/**
 * Finds the named episodes that an episode belongs to: their times overlap, and the name is of its protocol or of the
 * whole market.
 *
 * @param slug - Of the episode's protocol.
 * @param at - Until when an episode that is not over lasts, seconds since 1970-01-01 UTC.
 */
export function namesOf(
  { start, end }: Pick<StressEpisode, "start" | "end">,
  slug: string,
  at: number,
): NamedEpisode[] {
  return NAMED_EPISODES.filter(
    ({ from, to, protocols }) =>
      start < to && (end ?? at) > from && (protocols.length === 0 || protocols.includes(slug)),
  );
}
