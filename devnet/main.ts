import { join, resolve } from "node:path";
import { audit } from "./cli/audit.ts";
import { doctor } from "./cli/doctor.ts";
import { importHistory } from "./cli/import.ts";
import { Progress } from "./cli/progress.ts";
import { reconcile } from "./cli/reconcile.ts";
import { record } from "./cli/record.ts";
import { type CommandContext, up } from "./cli/up.ts";
import { verify } from "./cli/verify.ts";
import { UsageError } from "./stack/errors.ts";

const ROOT = resolve(import.meta.dirname, "..");

const USAGE = `Usage: seawall <command> [flags]

  up         start the whole stack and answer queries (the default)
  doctor     check what this machine has and lacks
  record     record a network's history from its RPC endpoint into a folder
  import     turn recorded data of other forms into such a folder
  reconcile  compare the ledger with the contracts' own views, block by block
  verify     compare the API's copy of the ledger with the subgraph it was read from
  audit      count the logs of the indexed contracts that the subgraph reads, does not read, or cannot read

seawall <command> --help says more.`;

/** Runs a command and returns its exit code. */
type Command = (context: CommandContext) => Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = {
  up,
  doctor,
  record,
  import: importHistory,
  reconcile,
  verify,
  audit,
};

/** Resolves with the first signal that asks this process to stop; later ones change nothing. */
function interruption(): Promise<string> {
  return new Promise((settle) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => settle(signal));
  });
}

function run(argv: readonly string[]): Promise<number> {
  const [first = "up", ...rest] = argv;
  const isFlag = first.startsWith("-");
  const command = COMMANDS[isFlag ? "up" : first];
  if (command === undefined) throw new UsageError(`There is no command "${first}".\n\n${USAGE}`);
  return command({
    args: isFlag ? argv : rest,
    env: process.env,
    cwd: process.cwd(),
    repoRoot: ROOT,
    apiMain: join(ROOT, "api", "main.ts"),
    progress: new Progress(process.stdout),
    interrupted: interruption(),
  });
}

async function main(): Promise<number> {
  try {
    return await run(process.argv.slice(2));
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    return 1;
  }
}

process.exit(await main());
