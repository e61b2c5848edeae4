import { InvalidRequestError } from "../domain/errors.ts";
import { comparableEpisodes } from "../stress/episodes/comparable-episodes.ts";
import type { ComparableStressParent, StressEpisodeParent } from "./parents/ledger.ts";

const MOST = 50;

/**
 * Finds the episodes of a list that are most similar to one of it.
 *
 * @throws {InvalidRequestError} when the number is out of range.
 */
export function comparableStress(
  { episode, list }: StressEpisodeParent,
  first: number,
): ComparableStressParent[] {
  if (first < 1 || first > MOST)
    throw new InvalidRequestError(`Expected first from 1 to ${MOST}, got ${first}.`);
  return comparableEpisodes(episode, list.episodes, { at: list.at, first }).map((found) => ({
    ...found,
    list,
  }));
}
