import { UsageError } from "../stack/errors.ts";

/**
 * Returns the value of a flag that must be given.
 *
 * @param usage - Help of the command, shown below the message.
 * @throws {UsageError} when it is not given.
 */
export function requiredFlag(flag: string, value: string | undefined, usage: string): string {
  if (value !== undefined) return value;
  throw new UsageError(`--${flag} is missing.\n\n${usage}`);
}

/**
 * Reads the block number of a flag.
 *
 * @throws {UsageError} when the text is no block number.
 */
export function blockFlag(flag: string, text: string, usage: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new UsageError(`--${flag} expects a block number, got "${text}".\n\n${usage}`);
}
