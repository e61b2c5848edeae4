import { InvalidRequestError } from "../../../domain/errors.ts";

/** Draws of a bootstrap that are made while the caller waits: about a fifth of a second. */
const DRAWS_AT_ONCE = 10_000_000;
const FEWEST = 999;
const USUAL = 2_000;
const MOST = 10_000;

/** Decides how often a sample of n is resampled, given what was asked. */
export type ResamplesOf = (n: number, asked: number | null | undefined) => number;

/** Draws of a job: some minutes. */
const DRAWS_OF_A_JOB = 2_000_000_000;

/**
 * Decides how often a job resamples a sample.
 *
 * @param asked - Null for 2000.
 * @throws {InvalidRequestError} when it is out of range.
 */
export function resamplesForJob(n: number, asked: number | null | undefined): number {
  const resamples = asked ?? USUAL;
  if (resamples >= FEWEST && resamples <= MOST && n * resamples <= DRAWS_OF_A_JOB) return resamples;
  throw new InvalidRequestError(
    `Expected resamples of ${FEWEST} to ${MOST} and at most ${DRAWS_OF_A_JOB} draws together, got ${resamples} of ${n} losses.`,
  );
}

/**
 * Decides how often a sample is resampled while the caller waits.
 *
 * @param n - Observations of the sample.
 * @param asked - Null for as many as usual, as far as ten million draws go.
 * @returns 999 to 10,000, or 0 when nothing was asked and even 999 are too many draws.
 * @throws {InvalidRequestError} when what was asked is out of range or more than that many draws.
 */
export function resamplesFor(n: number, asked: number | null | undefined): number {
  const fitting = Math.floor(DRAWS_AT_ONCE / Math.max(1, n));
  if (asked == null) return fitting >= USUAL ? USUAL : fitting >= FEWEST ? FEWEST : 0;
  if (asked >= FEWEST && asked <= Math.min(MOST, fitting)) return asked;
  throw new InvalidRequestError(
    `Expected resamples of ${FEWEST} to ${MOST} and at most ${DRAWS_AT_ONCE} draws together, got ${asked} of ${n} losses. Leave it out, ask for fewer buckets, or submit it with submitTail.`,
  );
}
