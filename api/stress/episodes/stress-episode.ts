import type { DatedEpisode } from "./dated-episode.ts";
import type { EpisodeParameters } from "./episode-parameters.ts";
import type { Scope } from "./scope.ts";
import type { ConditionId } from "./trigger.ts";

/** Where an episode stands at the view's block. */
export type EpisodePhase = "ONSET" | "ACUTE" | "RECOVERING" | "RECOVERED" | "UNRECOVERED";

/** A stress episode of one scope. Times are first seconds of buckets since 1970-01-01 UTC. */
export type StressEpisode = {
  /** Trigger, protocol, subject and onset: the same at every later block. */
  readonly id: string;
  readonly scope: Scope;
  readonly phase: EpisodePhase;
  readonly conditions: readonly ConditionId[];
  readonly start: number;
  readonly onset: number;
  /** End of the bucket that made the onset known. */
  readonly knownAt: number;
  readonly peak: number;
  readonly trough: number;
  /** Null while it is not over. */
  readonly end: number | null;
  /** Null while unrecovered: right-censored. */
  readonly recovery: number | null;
  /** Seconds from trough to recovery; null while unrecovered. */
  readonly timeToRecover: number | null;
  /** The scope series at start and trough: price, distance from the peg, amount, age in heartbeats. Null where missing. */
  readonly startValue: number | null;
  readonly troughValue: number | null;
  /** Simple return of the scope series from start to trough, negative; null unless the series is a price or claims. */
  readonly drawdown: number | null;
  /** True where a depeg was severe; null for other triggers. */
  readonly isSevere: boolean | null;
  /** Recursive rank of the change at the onset, in (0, 1]; null in the burn-in and for triggers without quantiles. */
  readonly rank: number | null;
};

/** The grid and the end of what is known. */
type Dating = {
  readonly from: number;
  /** End of the last bucket. */
  readonly at: number;
  readonly parameters: EpisodeParameters;
};

/** Triggers whose series is bad when it is low. */
const FALLING: ReadonlySet<string> = new Set(["PRICE", "RUN"]);

/** Turns bucket numbers into times. */
export function stressEpisode(scope: Scope, dated: DatedEpisode, dating: Dating): StressEpisode {
  const { from, parameters } = dating;
  const timeOf = (bucket: number) => from + bucket * parameters.bucketSeconds;
  const timeOrNull = (bucket: number | null) => (bucket === null ? null : timeOf(bucket));
  const { trigger, protocol, subject } = scope;
  const onset = timeOf(dated.onset);
  const recovery = timeOrNull(dated.recovery);
  return {
    id: [trigger, protocol, subject, onset].join("/"),
    ...{ scope, onset, recovery },
    phase: phaseOf(dated, dating),
    conditions: dated.conditions,
    start: timeOf(dated.start),
    knownAt: timeOf(dated.known + 1),
    peak: timeOf(dated.peak),
    trough: timeOf(dated.trough),
    end: timeOrNull(dated.end),
    timeToRecover: recovery === null ? null : recovery - timeOf(dated.trough),
    ...valuesOf(scope, dated),
    isSevere: trigger === "DEPEG" ? (dated.troughBadness ?? 0) > parameters.severePegDistance : null,
    rank: dated.rank,
  };
}

function valuesOf({ trigger }: Scope, { startBadness, troughBadness }: DatedEpisode) {
  const isFalling = FALLING.has(trigger);
  const signed = (badness: number | null) => (badness === null || !isFalling ? badness : 0 - badness);
  const [startValue, troughValue] = [signed(startBadness), signed(troughBadness)];
  const hasReturn = isFalling && startValue !== null && troughValue !== null && startValue > 0;
  return { startValue, troughValue, drawdown: hasReturn ? troughValue / startValue - 1 : null };
}

function phaseOf(dated: DatedEpisode, { from, at, parameters }: Dating): EpisodePhase {
  const { bucketSeconds, quietSeconds, unrecoveredSeconds } = parameters;
  const ageOf = (bucket: number) => at - (from + bucket * bucketSeconds);
  if (dated.end === null) return ageOf(dated.onset) < quietSeconds ? "ONSET" : "ACUTE";
  if (dated.recovery !== null) return "RECOVERED";
  return dated.isOvertaken || ageOf(dated.trough) > unrecoveredSeconds ? "UNRECOVERED" : "RECOVERING";
}
