import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { benchAsOf } from "./asof.ts";
import { benchEpisodes } from "./episodes.ts";
import { benchFreshness } from "./freshness.ts";
import { benchHandlers } from "./handlers.ts";
import { benchIngest } from "./ingest.ts";
import { benchJobs } from "./jobs.ts";
import { benchMappings } from "./mappings.ts";
import { benchMemory } from "./memory.ts";
import { benchReplay } from "./replay.ts";
import { type Bench, runBench } from "./support/bench.ts";
import { benchTail } from "./tail.ts";

const BENCHES: Readonly<Record<string, Bench>> = {
  mappings: benchMappings,
  handlers: benchHandlers,
  ingest: benchIngest,
  freshness: benchFreshness,
  memory: benchMemory,
  asof: benchAsOf,
  episodes: benchEpisodes,
  replay: benchReplay,
  jobs: benchJobs,
  tail: benchTail,
};

const USAGE = `Usage: npm run bench -- [NAME...] [--quick] [--events N]

Measures this machine and prints one table a bench. Names: ${Object.keys(BENCHES).join(", ")}; all unless given.
--quick measures the same on less. --events is the length of the ledger of \`asof\`: a million unless given.`;

/** Runs the benches that the arguments name, one after another. */
async function main(args: readonly string[]): Promise<void> {
  const { values, positionals: names } = parseArgs({
    args: [...args],
    options: { quick: { type: "boolean" }, events: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = names.find((name) => !(name in BENCHES));
  if (unknown !== undefined) throw new Error(`There is no bench "${unknown}".\n\n${USAGE}`);
  const settings = {
    isQuick: values.quick ?? false,
    events: eventsOf(values.events),
    env: process.env,
    repoRoot: resolve(import.meta.dirname, ".."),
    say: (line: string) => process.stderr.write(`${line}\n`),
    interrupted: interruption(),
  };
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    console.log(await runBench(name, BENCHES[name] as Bench, settings));
  }
}

function eventsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^[1-9]\d{3,9}$/.test(text)) return Number(text);
  throw new Error(`Expected a whole number of at least 1000 after --events, got "${text}".`);
}

/** Rejects at the first signal, so that a bench that is interrupted clears away what it started. */
function interruption(): Promise<never> {
  const interrupted = new Promise<never>((_resolve, reject) => {
    const stop = (signal: NodeJS.Signals) => reject(new Error(`${signal}: stopped.`));
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
  });
  interrupted.catch(() => undefined);
  return interrupted;
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
