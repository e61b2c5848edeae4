import type { BootstrapSettings } from "../../../stats/bootstrap-interval.ts";
import { seededRandom } from "../../../stats/seeded-random.ts";
import type { LevelPath } from "../../../stress/tail/path-drawdown.ts";
import type { TailQuestion } from "../../../stress/tail/tail-question.ts";
import type { Sample } from "../../samples/load-sample.ts";

/** Longest path that is resampled while the caller waits: each resample is sorted anew. */
const LONGEST = 1_000;
const RESAMPLES = 999;

/** Returns the levels of a sample without its gaps. */
export function levelPath({ values, from }: Sample): LevelPath {
  const present = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  return {
    levels: present.map(({ value }) => value),
    from: present.map(({ at }) => from[at] as number),
  };
}

/** Settings of the bootstrap of conditional drawdown; none for a path too long to resample while the caller waits. */
export function drawdownBootstrap(
  { seed, confidence }: TailQuestion,
  { levels }: LevelPath,
): BootstrapSettings | undefined {
  if (levels.length > LONGEST) return undefined;
  return { random: seededRandom(seed), replicates: RESAMPLES, confidence };
}
