import { type ParseArgsConfig, parseArgs } from "node:util";
import { UsageError } from "../stack/errors.ts";

/**
 * Reads the flags of a command.
 *
 * @param usage - Help of the command, shown below the message.
 * @throws {UsageError} when a flag is unknown or lacks its value.
 */
export function parseFlags<O extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: O,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

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
