import { InvalidRequestError } from "../domain/errors.ts";

/**
 * Checks that a sample holds numbers only.
 *
 * @param what - Name of the sample, for the message.
 * @throws {InvalidRequestError} when a member is NaN or infinite; gaps must be left out by the caller, who knows their meaning.
 */
export function requireFinite(sample: readonly number[], what: string): void {
  const at = sample.findIndex((x) => !Number.isFinite(x));
  if (at < 0) return;
  throw new InvalidRequestError(
    `Expected ${what} to hold finite numbers, got ${sample[at]} at ${at}. Leave gaps out.`,
  );
}
