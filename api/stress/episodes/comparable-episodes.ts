import type { StressEpisode } from "./stress-episode.ts";

/** Another episode and how far it is. */
export type ComparableEpisode = {
  readonly episode: StressEpisode;
  /** √(ln² of the ratio of depths + ln² of the ratio of durations): 0.69 where one of them is double the other's. */
  readonly distance: number;
};

/** Triggers whose depth is an amount, comparable only where the same thing is counted. */
const IN_AMOUNTS: ReadonlySet<string> = new Set(["LIQUIDATION_INTENSITY", "BAD_DEBT"]);

/**
 * Finds the episodes of the same trigger that are nearest in depth and duration. Depth is the drawdown where there is
 * one, else the worst value of the series; duration is start to end, or to now.
 *
 * @param at - Until when episodes that are not over last, seconds since 1970-01-01 UTC.
 * @returns Nearest first; episodes without a depth are left out.
 */
export function comparableEpisodes(
  episode: StressEpisode,
  all: readonly StressEpisode[],
  { at, first }: { readonly at: number; readonly first: number },
): ComparableEpisode[] {
  const own = shapeOf(episode, at);
  if (own === null) return [];
  return all
    .flatMap((other) => {
      const shape = other.id === episode.id || !isComparable(episode, other) ? null : shapeOf(other, at);
      if (shape === null) return [];
      const distance = Math.hypot(Math.log(shape.depth / own.depth), Math.log(shape.seconds / own.seconds));
      return [{ episode: other, distance }];
    })
    .sort((a, b) => a.distance - b.distance || (a.episode.id < b.episode.id ? -1 : 1))
    .slice(0, first);
}

function isComparable({ scope }: StressEpisode, { scope: other }: StressEpisode): boolean {
  if (scope.trigger !== other.trigger) return false;
  return !IN_AMOUNTS.has(scope.trigger) || (scope.asset !== null && scope.asset === other.asset);
}

function shapeOf(episode: StressEpisode, at: number) {
  const depth = Math.abs(episode.drawdown ?? episode.troughValue ?? 0);
  const seconds = (episode.end ?? at) - episode.start;
  return depth > 0 && seconds > 0 ? { depth, seconds } : null;
}
