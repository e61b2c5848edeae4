import { InvalidRequestError } from "../../../domain/errors.ts";
import type { StressEpisode } from "../../../stress/episodes/stress-episode.ts";

/** A part of a list of episodes. */
export type EpisodePage = {
  readonly episodes: readonly StressEpisode[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
};

const MAX_PAGE = 200;
const DEFAULT_PAGE = 50;

/** Writes the place of an episode as an opaque cursor: base64url of its id. */
export function episodeCursor({ id }: Pick<StressEpisode, "id">): string {
  return Buffer.from(id, "utf8").toString("base64url");
}

/**
 * Takes a page of episodes, which come by onset and id.
 *
 * @throws {InvalidRequestError} when the page is empty or too long, or the cursor is none.
 */
export function pageOfEpisodes(
  episodes: readonly StressEpisode[],
  {
    first,
    after,
  }: { readonly first?: number | null | undefined; readonly after?: string | null | undefined },
): EpisodePage {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE)
    throw new InvalidRequestError(`Expected a page of 1 to ${MAX_PAGE} episodes, got ${size}.`);
  const place = typeof after === "string" ? placeOf(after) : null;
  const rest = place === null ? episodes : episodes.filter((episode) => isAfter(episode, place));
  return {
    episodes: rest.slice(0, size),
    hasNextPage: rest.length > size,
    hasPreviousPage: rest.length < episodes.length,
  };
}

type Place = Pick<StressEpisode, "id" | "onset">;

function placeOf(cursor: string): Place {
  const id = Buffer.from(cursor, "base64url").toString("utf8");
  const [, onset] = /^[A-Z_]+\/.+\/(\d{1,12})$/.exec(id) ?? [];
  if (onset !== undefined) return { id, onset: Number(onset) };
  throw new InvalidRequestError(
    `Expected a cursor from an earlier answer's \`pageInfo\` or \`edges\`, got "${cursor.slice(0, 60)}".`,
  );
}

function isAfter(episode: StressEpisode, place: Place): boolean {
  return episode.onset > place.onset || (episode.onset === place.onset && episode.id > place.id);
}
