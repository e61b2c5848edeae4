import { UnknownEntityError } from "../../../domain/errors.ts";
import { EPISODE_PARAMETERS } from "../../../stress/episodes/episode-parameters.ts";
import { linkEpisodes, type SystemicEpisode } from "../../../stress/episodes/link-episodes.ts";
import type { StressEpisode } from "../../../stress/episodes/stress-episode.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { Detection } from "./detect-all.ts";
import { lastBucketEnd, loadEpisodes } from "./load-episodes.ts";

/** The episodes of some protocols at a view, linked. */
export type EpisodeList = Detection & {
  readonly view: View;
  /** Slugs by id of protocol. */
  readonly slugs: ReadonlyMap<string, string>;
  /** Until when an episode that is not over lasts: the end of the last whole bucket. */
  readonly at: number;
  readonly systemic: readonly SystemicEpisode[];
  /** By id of a member. */
  readonly systemicOf: ReadonlyMap<string, SystemicEpisode>;
};

/**
 * Detects and links the episodes of protocols.
 *
 * @param asked - Slugs; null for all protocols.
 * @throws {UnknownEntityError} when the ledger does not know one of them at the block.
 */
export async function loadEpisodeList(
  session: LedgerSession,
  { cache }: SeriesPorts,
  { view, asked }: { readonly view: View; readonly asked: readonly string[] | null },
): Promise<EpisodeList> {
  const slugs = await slugsById(session, view, asked);
  const detection = await loadEpisodes(session, cache, { view, protocols: [...slugs.keys()] });
  const at = Number(lastBucketEnd(view));
  const systemic = linkEpisodes(detection.episodes, EPISODE_PARAMETERS, at);
  const systemicOf = new Map(
    systemic.flatMap((group) => group.members.map(({ id }) => [id, group] as const)),
  );
  return { ...detection, view, slugs, at, systemic, systemicOf };
}

async function slugsById(
  { reader }: LedgerSession,
  view: View,
  asked: readonly string[] | null,
): Promise<Map<string, string>> {
  const known = await reader.fields("protocol", ["id", "slug"], { view, conditions: [] });
  const unknown = asked?.find((slug) => known.every((row) => row.slug !== slug));
  if (unknown !== undefined) {
    throw new UnknownEntityError(
      `No protocol "${unknown.slice(0, 60)}" on "${view.network}" at block ${view.block.number}. \`protocols\` lists those that are indexed.`,
    );
  }
  const wanted = known.filter(({ slug }) => asked === null || asked.includes(slug));
  return new Map(wanted.map(({ id, slug }) => [id, slug]));
}

/** Returns the slug of an episode's protocol. */
export function slugOf(
  { slugs }: Pick<EpisodeList, "slugs">,
  { scope }: Pick<StressEpisode, "scope">,
): string {
  return slugs.get(scope.protocol) ?? scope.protocol;
}
