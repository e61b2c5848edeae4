import type { EpisodeParameters } from "./episode-parameters.ts";
import type { StressEpisode } from "./stress-episode.ts";
import { TRIGGERS, type Trigger } from "./trigger.ts";

/** Episodes of several scopes that are one stress. */
export type SystemicEpisode = {
  /** That of the first member. */
  readonly id: string;
  /** By start and id. */
  readonly members: readonly StressEpisode[];
  readonly triggers: readonly Trigger[];
  /** Ids, sorted. */
  readonly protocols: readonly string[];
  /** First start and last end of the members; null while one is not over. */
  readonly start: number;
  readonly end: number | null;
};

/**
 * Links episodes of different scopes that overlap by at least half of the shorter one, and those that are linked with
 * the same ones; a group is systemic with three protocols or two triggers.
 *
 * @param at - Until when episodes that are not over last, seconds since 1970-01-01 UTC.
 */
export function linkEpisodes(
  episodes: readonly StressEpisode[],
  parameters: EpisodeParameters,
  at: number,
): SystemicEpisode[] {
  const sorted = [...episodes].sort(byStart);
  const groups = sorted.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (groups[root] !== root) root = groups[root] as number;
    return root;
  };
  let open: number[] = [];
  sorted.forEach((episode, i) => {
    open = open.filter((j) => endOf(sorted[j] as StressEpisode, at) > episode.start);
    for (const j of open) {
      if (!areLinked(sorted[j] as StressEpisode, episode, { share: parameters.linkShare, at })) continue;
      const [a, b] = [rootOf(i), rootOf(j)];
      groups[Math.max(a, b)] = Math.min(a, b);
    }
    open.push(i);
  });
  const members = new Map<number, StressEpisode[]>();
  sorted.forEach((episode, i) => {
    const root = rootOf(i);
    members.set(root, [...(members.get(root) ?? []), episode]);
  });
  return [...members.values()].map(systemicOf).filter((group) => isSystemic(group, parameters));
}

function byStart(a: StressEpisode, b: StressEpisode): number {
  return a.start - b.start || (a.id < b.id ? -1 : 1);
}

function endOf({ end }: StressEpisode, at: number): number {
  return end ?? at;
}

function areLinked(
  a: StressEpisode,
  b: StressEpisode,
  { share, at }: { readonly share: number; readonly at: number },
): boolean {
  const isSameScope =
    a.scope.protocol === b.scope.protocol &&
    a.scope.trigger === b.scope.trigger &&
    a.scope.subject === b.scope.subject;
  if (isSameScope) return false;
  const overlap = Math.min(endOf(a, at), endOf(b, at)) - Math.max(a.start, b.start);
  const shorter = Math.min(endOf(a, at) - a.start, endOf(b, at) - b.start);
  return overlap >= share * shorter;
}

function systemicOf(members: readonly StressEpisode[]): SystemicEpisode {
  const [first] = members as readonly [StressEpisode];
  const found = new Set(members.map(({ scope }) => scope.trigger));
  const ends = members.map(({ end }) => end);
  return {
    id: first.id,
    members,
    triggers: TRIGGERS.filter((trigger) => found.has(trigger)),
    protocols: [...new Set(members.map(({ scope }) => scope.protocol))].sort(),
    start: first.start,
    end: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
  };
}

function isSystemic({ protocols, triggers }: SystemicEpisode, parameters: EpisodeParameters): boolean {
  return protocols.length >= parameters.systemicProtocols || triggers.length >= parameters.systemicTriggers;
}
