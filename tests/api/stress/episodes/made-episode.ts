import type { StressEpisode } from "../../../../api/stress/episodes/stress-episode.ts";
import type { Trigger } from "../../../../api/stress/episodes/trigger.ts";

/** What matters of an episode here; times in hours. */
export type Outline = {
  readonly protocol?: string;
  readonly trigger?: Trigger;
  readonly subject?: string;
  readonly start: number;
  readonly end: number | null;
  readonly drawdown?: number | null;
  readonly troughValue?: number;
};

const HOUR = 3_600;

/** Makes an episode whose onset is its start. */
export function madeEpisode(outline: Outline): StressEpisode {
  const {
    protocol = "0xa1",
    trigger = "PRICE",
    subject = "0xe1",
    drawdown = null,
    troughValue = 1,
  } = outline;
  const start = outline.start * HOUR;
  return {
    id: `${trigger}/${protocol}/${subject}/${start}`,
    scope: { trigger, protocol, subject, subjectKind: "ASSET", asset: subject },
    ...{
      phase: "RECOVERED",
      conditions: [],
      start,
      onset: start,
      knownAt: start,
      peak: start,
      trough: start,
    },
    end: outline.end === null ? null : outline.end * HOUR,
    ...{
      recovery: null,
      timeToRecover: null,
      startValue: 1,
      troughValue,
      drawdown,
      isSevere: null,
      rank: null,
    },
  };
}
