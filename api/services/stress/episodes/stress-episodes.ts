import { canonicalJson } from "../../../domain/canonical-json.ts";
import { EPISODE_PARAMETERS } from "../../../stress/episodes/episode-parameters.ts";
import type { SystemicEpisode } from "../../../stress/episodes/link-episodes.ts";
import type { NotEvaluated } from "../../../stress/episodes/scope.ts";
import type { StressEpisode } from "../../../stress/episodes/stress-episode.ts";
import { STRESS_EPISODES } from "../../../stress/episodes/stress-episodes.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import type { ViewRequest } from "../../resolve-view.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import { type EpisodeFacts, loadEpisodeFacts } from "./episode-facts.ts";
import { type EpisodeFilter, filterEpisodes } from "./episode-filter.ts";
import { type EpisodeList, loadEpisodeList } from "./episode-list.ts";
import { episodeCursor, pageOfEpisodes } from "./episode-page.ts";
import { PARAMETERS_HASH } from "./load-episodes.ts";

/** An episode with its facts and the list that it is part of. */
export type EpisodeAnswer = {
  readonly episode: StressEpisode;
  readonly facts: EpisodeFacts;
  readonly list: EpisodeList;
  readonly provenance: Provenance;
};

/** A page of episodes. */
export type EpisodesAnswer = {
  readonly list: EpisodeList;
  readonly edges: readonly { readonly cursor: string; readonly node: EpisodeAnswer }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
  readonly systemic: readonly SystemicEpisode[];
  readonly notEvaluated: readonly NotEvaluated[];
  readonly evaluatedScopes: number;
  readonly provenance: Provenance;
};

/** What a page of episodes is asked by. */
export type EpisodesRequest = ViewRequest & {
  readonly filter?: EpisodeFilter | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
};

/**
 * Lists stress episodes up to a block.
 *
 * @throws {InvalidRequestError} when the filter, the page or the cursor is wrong.
 * @throws {UnknownEntityError} when a protocol is not known at the block.
 */
export async function loadStressEpisodes(
  session: LedgerSession,
  ports: SeriesPorts,
  request: EpisodesRequest,
): Promise<EpisodesAnswer> {
  const view = await session.view(request);
  const filter = request.filter ?? {};
  const list = await loadEpisodeList(session, ports, { view, asked: filter.protocols ?? null });
  const found = filterEpisodes(list, filter);
  const page = pageOfEpisodes(found, request);
  const edges = (await answersOf(session, list, page.episodes)).map((node) => ({
    cursor: episodeCursor(node.episode),
    node,
  }));
  const { first, after } = request;
  return {
    ...{ list, edges },
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: found.length,
    systemic: list.systemic,
    notEvaluated: list.missing,
    evaluatedScopes: list.scopes.length,
    provenance: await session.provenance(view, {
      metric: STRESS_EPISODES.id,
      params: { filter: { ...filter }, first, after, parameters: PARAMETERS_HASH },
    }),
  };
}

/** Finds one episode; null when it is not known at the block. */
export async function loadStressEpisode(
  session: LedgerSession,
  ports: SeriesPorts,
  request: ViewRequest & { readonly id: string },
): Promise<EpisodeAnswer | null> {
  const view = await session.view(request);
  const list = await loadEpisodeList(session, ports, { view, asked: null });
  const found = list.episodes.filter(({ id }) => id === request.id);
  const [answer = null] = await answersOf(session, list, found);
  return answer;
}

async function answersOf(
  session: LedgerSession,
  list: EpisodeList,
  episodes: readonly StressEpisode[],
): Promise<EpisodeAnswer[]> {
  const { view } = list;
  const windows = episodes.map(({ scope, start, end }) => ({
    protocol: scope.protocol,
    from: BigInt(start),
    to: end === null ? view.block.timestamp + 1n : BigInt(end),
  }));
  const facts = await loadEpisodeFacts(session, view, windows);
  return Promise.all(
    episodes.map(async (episode, i) => ({
      ...{ episode, list },
      facts: facts[i] as EpisodeFacts,
      provenance: await session.provenance(view, {
        metric: STRESS_EPISODES.id,
        params: { id: episode.id, parameters: PARAMETERS_HASH },
      }),
    })),
  );
}

/** The parameters in force, as the API serves them. */
export const PARAMETERS_ANSWER = {
  version: EPISODE_PARAMETERS.version,
  hash: PARAMETERS_HASH,
  bucketSeconds: EPISODE_PARAMETERS.bucketSeconds,
  values: canonicalJson(EPISODE_PARAMETERS),
};
