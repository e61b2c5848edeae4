/** How far a published figure can be trusted. No figure of the catalogue is primary evidence. */
export type FigureEvidence =
  /** Press, a blog, a forum or a report names it. */
  | "SECONDARY"
  /** Generally known, not found in a report. */
  | "UNVERIFIED";

/** What was published about an episode: a range, because each report counts differently. */
export type PublishedFigure = {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Such as `USD`, or `ETH`. */
  readonly unit: string;
  /** What is counted, where and when. */
  readonly definition: string;
  readonly source: string;
  readonly evidence: FigureEvidence;
};

/** An episode that has a name. Times are seconds since 1970-01-01 UTC. */
export type NamedEpisode = {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** Whether a source gives clock times; otherwise the window's ends are whole days or chosen here. */
  readonly isTimed: boolean;
  /** Slugs of the protocols that it is about; empty for the whole market. */
  readonly protocols: readonly string[];
  readonly figures: readonly PublishedFigure[];
};

/** Reads a time such as `2020-03-12T08:00Z`. */
export function utc(text: string): number {
  return Date.parse(text) / 1000;
}

/** States a published figure that a report names. @param range - Lowest and highest published value. */
export function figure(
  name: string,
  [low, high]: readonly [number, number],
  unit: string,
  told: Pick<PublishedFigure, "definition" | "source">,
): PublishedFigure {
  return { name, low, high, unit, ...told, evidence: "SECONDARY" };
}
