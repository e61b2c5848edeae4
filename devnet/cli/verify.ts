import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { UsageError } from "../stack/errors.ts";
import { findStack } from "../stack/running-stack.ts";
import { blockFlag, parseFlags } from "./flags.ts";
import type { CommandContext } from "./up.ts";

/** Help of `seawall verify`. */
export const VERIFY_USAGE = `Usage: seawall verify [flags]        (npm run seawall -- verify [flags])

Compares the API's copy of the ledger with the subgraph it was read from: for each entity the number of rows, the exact
sums of all numeric fields, and the content. Finds the first block of each difference and the rows that differ there.
Exit code: 0 equal, 1 different, 2 could not be compared.

What to compare; by default what "npm start" runs on the data folder:
  --api URL           the API that holds the copy; it must run with SEAWALL_TALLY=1
  --store FILE        the copy's file instead, while no API uses it
  --subgraph URL      GraphQL of the subgraph (key in SEAWALL_SUBGRAPH_KEY)
  --network NAME      the network in the copy; needed where it holds several
  --data DIR          data folder of the running stack (.seawall)

Which part of it:
  --from N, --to N    blocks, both included; by default all. State rows are compared only where --to is the last block
  --entity NAME       one entity, such as FundFlow; may be given several times

  --json              print the result as JSON
  --help              this text`;

const OPTIONS = {
  api: { type: "string" },
  store: { type: "string" },
  subgraph: { type: "string" },
  network: { type: "string" },
  data: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  entity: { type: "string", multiple: true },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the program that compares is told. */
export interface VerifyArguments {
  readonly store: string | null;
  readonly api: string | null;
  readonly subgraph: string;
  readonly network: string | null;
  /** Decimal digits; null for the first block. */
  readonly from: string | null;
  /** Decimal digits; null for the copy's last block. */
  readonly to: string | null;
  readonly entities: readonly string[];
  readonly isJson: boolean;
}

/** Exit code where nothing could be compared. */
const UNCOMPARED = 2;

/**
 * Runs `seawall verify`. Errors end it, too, with the exit code of what could not be compared.
 *
 * @returns Exit code: 0 equal, 1 different, 2 could not be compared.
 */
export async function verify(context: CommandContext): Promise<number> {
  try {
    const args = parseVerifyArgs(context.args, context.cwd);
    if (args !== null) return await compare(context, args);
    context.progress.line(VERIFY_USAGE);
    return 0;
  } catch (error) {
    context.progress.line(error instanceof Error ? error.message : String(error));
    return UNCOMPARED;
  }
}

/**
 * Understands the flags of `seawall verify`; `null` when help was asked for.
 *
 * @throws {UsageError} when a flag is unknown, malformed or missing, or contradicts another.
 */
export function parseVerifyArgs(args: readonly string[], cwd: string): VerifyArguments | null {
  const values = parseFlags(args, OPTIONS, VERIFY_USAGE);
  if (values.help === true) return null;
  if (values.api !== undefined && values.store !== undefined)
    throw new UsageError(`--api and --store exclude each other.\n\n${VERIFY_USAGE}`);
  const dataDir = resolve(cwd, values.data ?? ".seawall");
  const stack = findStack(dataDir);
  const store = values.store === undefined ? null : resolve(cwd, values.store);
  return {
    store,
    api: store === null ? needed("api", values.api ?? stack?.api, dataDir) : null,
    subgraph: needed("subgraph", values.subgraph ?? stack?.subgraph, dataDir),
    network: values.network ?? null,
    from: block("from", values.from),
    to: block("to", values.to),
    entities: values.entity ?? [],
    isJson: values.json ?? false,
  };
}

function block(flag: string, text: string | undefined): string | null {
  return text === undefined ? null : String(blockFlag(flag, text, VERIFY_USAGE));
}

function needed(flag: "api" | "subgraph", value: string | undefined, dataDir: string): string {
  if (value === undefined) {
    throw new UsageError(
      `Nothing runs on "${dataDir}", so --${flag} is needed. Start the stack with npm start, or name what to compare.\n\n${VERIFY_USAGE}`,
    );
  }
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value;
  throw new UsageError(`--${flag} expects an http or https URL, got "${value}".\n\n${VERIFY_USAGE}`);
}

/** The program that compares belongs to the API, which knows the layout of its copy; it prints its result itself. */
async function compare(context: CommandContext, args: VerifyArguments): Promise<number> {
  const main = join(context.repoRoot, "api", "verify", "main.ts");
  const tsx = import.meta.resolve("tsx");
  const child = spawn(process.execPath, ["--import", tsx, main, JSON.stringify(args)], {
    cwd: context.repoRoot,
    env: context.env,
    stdio: ["ignore", "inherit", "inherit"],
  });
  void context.interrupted.then(() => child.kill("SIGTERM"));
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? UNCOMPARED;
}
