import { multiplyRational, type Rational, rational } from "../../domain/rational.ts";
import type { LevelStep } from "./level-steps.ts";

/** Something that decides whether positions of a market may be liquidated became known. */
export type LevelEvent = {
  readonly ordinal: bigint;
  /** Time of the block, seconds since 1970-01-01 UTC. */
  readonly seconds: bigint;
  /** Worth of one smallest unit of collateral or debt, in one currency, or the lowest ratio of both worths. */
  readonly of: "collateral" | "debt" | "ratio";
  readonly value: Rational;
};

/**
 * Joins prices and ratios into levels: collateral / debt / ratio from each log on at which one of them changed.
 *
 * @param events - In any order; of one log the last given counts.
 * @returns In the order of the ledger; nothing before all three are known.
 */
export function levelSteps(events: readonly LevelEvent[]): LevelStep[] {
  const sorted = [...events].sort((a, b) => (a.ordinal < b.ordinal ? -1 : a.ordinal > b.ordinal ? 1 : 0));
  const known = new Map<LevelEvent["of"], Rational>();
  const steps: LevelStep[] = [];
  for (const { ordinal, seconds, of, value } of sorted) {
    known.set(of, value);
    const [collateral, debt, ratio] = [known.get("collateral"), known.get("debt"), known.get("ratio")];
    if (collateral === undefined || debt === undefined || ratio === undefined) continue;
    const level = multiplyRational(collateral, inverse(multiplyRational(debt, ratio)));
    if (steps.at(-1)?.ordinal === ordinal) steps.pop();
    steps.push({ ordinal, seconds, level });
  }
  return steps;
}

function inverse({ numerator, denominator }: Rational): Rational {
  return rational(denominator, numerator);
}
