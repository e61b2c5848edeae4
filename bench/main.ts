import { resolve } from "node:path";
import { benchFreshness } from "./freshness.ts";
import { benchHandlers } from "./handlers.ts";
import { benchIngest } from "./ingest.ts";
import { benchMappings } from "./mappings.ts";
import { benchMemory } from "./memory.ts";
import { type Bench, runBench } from "./support/bench.ts";

const BENCHES: Readonly<Record<string, Bench>> = {
  mappings: benchMappings,
  handlers: benchHandlers,
  ingest: benchIngest,
  freshness: benchFreshness,
  memory: benchMemory,
};

const USAGE = `Usage: npm run bench -- [NAME...] [--quick]

Measures this machine and prints one table a bench. Names: ${Object.keys(BENCHES).join(", ")}; all unless given.
--quick measures the same on less.`;

/** Runs the benches that the arguments name, one after another. */
async function main(args: readonly string[]): Promise<void> {
  const names = args.filter((arg) => arg !== "--quick");
  const unknown = names.find((name) => !(name in BENCHES));
  if (unknown !== undefined) throw new Error(`There is no bench "${unknown}".\n\n${USAGE}`);
  const settings = {
    isQuick: args.includes("--quick"),
    env: process.env,
    repoRoot: resolve(import.meta.dirname, ".."),
    say: (line: string) => process.stderr.write(`${line}\n`),
    interrupted: interruption(),
  };
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    console.log(await runBench(name, BENCHES[name] as Bench, settings));
  }
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
