import type { NamedEpisode } from "../../../stress/episodes/named-episode.ts";
import { NAMED_EPISODES, namesOf } from "../../../stress/episodes/named-episodes.ts";
import type { StressEpisode } from "../../../stress/episodes/stress-episode.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { ViewRequest } from "../../resolve-view.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import { type EpisodeFacts, loadEpisodeFacts } from "./episode-facts.ts";
import { type EpisodeList, loadEpisodeList, slugOf } from "./episode-list.ts";

/** What the ledger holds of one protocol in a named episode's window. */
export type NamedFacts = {
  readonly protocol: string;
  readonly facts: EpisodeFacts;
  readonly list: EpisodeList;
};

/** A named episode beside what the ledger holds. */
export type NamedAnswer = {
  readonly published: NamedEpisode;
  readonly list: EpisodeList;
  readonly detected: readonly StressEpisode[];
  readonly measured: readonly NamedFacts[];
};

/** Puts the catalogue of named episodes beside the ledger. */
export async function loadNamedEpisodes(
  session: LedgerSession,
  ports: SeriesPorts,
  request: ViewRequest,
): Promise<NamedAnswer[]> {
  const view = await session.view(request);
  const list = await loadEpisodeList(session, ports, { view, asked: null });
  const windows = NAMED_EPISODES.flatMap(({ id, from, to, protocols }) =>
    [...list.slugs]
      .filter(([, slug]) => protocols.length === 0 || protocols.includes(slug))
      .map(([protocol]) => ({ id, protocol, from: BigInt(from), to: BigInt(to) })),
  );
  const facts = await loadEpisodeFacts(session, view, windows);
  const measured = windows.map(({ id, protocol }, i) => ({
    id,
    protocol,
    list,
    facts: facts[i] as EpisodeFacts,
  }));
  return NAMED_EPISODES.map((published) => ({
    ...{ published, list },
    detected: list.episodes.filter((episode) =>
      namesOf(episode, slugOf(list, episode), list.at).includes(published),
    ),
    measured: measured.filter((row) => row.id === published.id && holdsAnything(row.facts)),
  }));
}

function holdsAnything({ liquidations, lossesByLayer, badDebt, deleveraging }: EpisodeFacts): boolean {
  return liquidations.length + lossesByLayer.length + badDebt.length + deleveraging.length > 0;
}
