import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../stack/errors.ts";
import { parsePort } from "./args.ts";
import { type Check, machineChecks } from "./machine-checks.ts";
import type { CommandContext } from "./up.ts";

const USAGE = `Usage: seawall doctor [--port N] [--data DIR]

Checks what "seawall up" needs on this machine, and says how to get what is missing. Exit code 1 if anything is.`;

/** What the doctor is asked to look at. */
interface DoctorOptions {
  readonly port: number;
  readonly dataDir: string;
}

/**
 * Runs `seawall doctor`: prints a table of what is there and what is missing.
 *
 * @returns Exit code: 0 when nothing is missing.
 * @throws {UsageError} when a flag is unknown.
 */
export async function doctor(context: CommandContext): Promise<number> {
  const options = parse(context.args, context.cwd);
  if (options === null) {
    context.progress.line(USAGE);
    return 0;
  }
  const checks = await machineChecks({ ...options, env: context.env });
  for (const line of formatChecks(checks)) context.progress.line(line);
  return checks.every((check) => check.isFine) ? 0 : 1;
}

function parse(args: readonly string[], cwd: string): DoctorOptions | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { port: { type: "string" }, data: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) return null;
    return {
      port: parsePort("--port", values.port) ?? 4000,
      dataDir: resolve(cwd, values.data ?? ".seawall"),
    };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Lays checks out as a table, with the advice for what is missing below it. */
export function formatChecks(checks: readonly Check[]): string[] {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const rows = checks.map(
    ({ name, isFine, found }) => `  ${isFine ? "ok     " : "MISSING"}  ${name.padEnd(width)}  ${found}`,
  );
  const missing = checks.filter(({ isFine }) => !isFine);
  if (missing.length === 0) return [...rows, "", "Everything is there. Start with: npm start"];
  return [...rows, "", "To mend:", ...missing.map(({ name, advice }) => `  ${name}: ${advice}`)];
}
