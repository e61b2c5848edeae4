import { existsSync } from "node:fs";
import { listScenarios } from "../scenarios/catalogue.ts";
import type { Environment } from "../stack/child.ts";
import {
  discardWorld,
  historyKey,
  prepareDataFolder,
  readCompletedWorld,
  type WorldFolder,
  worldFolder,
} from "../stack/data-folder.ts";
import { StackError, UsageError } from "../stack/errors.ts";
import { lockFolder } from "../stack/lock.ts";
import { claimPort } from "../stack/ports.ts";
import { stopLeftovers } from "../stack/process-record.ts";
import { removePartialBuilds, subgraphHash } from "../stack/subgraph-build.ts";
import { Supervisor } from "../stack/supervisor.ts";
import { parseUpArgs, SCENARIO_LIST, UP_USAGE, type UpOptions, type UpSource } from "./args.ts";
import type { Progress } from "./progress.ts";
import { runSource } from "./run-source.ts";
import type { Session } from "./session.ts";

/** What a command of `seawall` gets from its process. */
export interface CommandContext {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly repoRoot: string;
  /** Module that starts the API. */
  readonly apiMain: string;
  readonly progress: Progress;
  /** Resolves with the signal's name when the user wants the command to stop. */
  readonly interrupted: Promise<string>;
}

/**
 * Runs `seawall up` until it is interrupted or a part fails; everything it started is stopped then.
 *
 * @returns Exit code: 0 after an interruption, help, or a list of scenarios.
 * @throws {StackError} when something cannot start or stops by itself.
 */
export async function up(context: CommandContext): Promise<number> {
  const options = parseUpArgs(context.args, context.cwd);
  if (options === null) {
    context.progress.line(UP_USAGE);
    return 0;
  }
  if (options.source.kind === "scenario" && options.source.name === SCENARIO_LIST) {
    context.progress.line(listScenarios());
    return 0;
  }
  const runDir = prepareDataFolder(options.dataDir);
  const lock = lockFolder(options.dataDir, runDir);
  try {
    await clearAway(context, options, runDir);
    return await runSession(context, options, runDir);
  } finally {
    lock.release();
  }
}

async function clearAway(context: CommandContext, options: UpOptions, runDir: string): Promise<void> {
  const stopped = await stopLeftovers(runDir);
  if (stopped.length > 0) context.progress.line(`stopped what a killed run left: ${stopped.join(", ")}`);
  removePartialBuilds(`${options.dataDir}/subgraph`);
  await claimPort(options.port, "--port");
}

async function runSession(context: CommandContext, options: UpOptions, runDir: string): Promise<number> {
  const { env, repoRoot, apiMain, progress } = context;
  const folder = openWorld(context, options);
  const supervisor = new Supervisor(runDir);
  const session: Session = { options, env, repoRoot, apiMain, folder, supervisor, progress };
  const running = runSource(session);
  const crashed = supervisor.crashed.then((error) => Promise.reject(error));
  running.catch(() => undefined);
  try {
    const signal = await Promise.race([context.interrupted, crashed, running]);
    progress.line(`${signal}: stopping everything`);
    return 0;
  } catch (error) {
    throw await moreTelling(error, supervisor);
  } finally {
    progress.end();
    await supervisor.stopAll();
  }
}

/** A dead part makes others fail, too: its own end is the reason to tell. */
async function moreTelling(error: unknown, supervisor: Supervisor): Promise<unknown> {
  const settle = new Promise<null>((resolve) => setTimeout(resolve, 300, null));
  return (await Promise.race([supervisor.crashed, settle])) ?? error;
}

/**
 * Opens the folder of what is indexed. It is empty when that was asked for, when a chain made here was left before
 * it was whole and indexed, and when the subgraph has changed since.
 */
function openWorld({ env, repoRoot }: CommandContext, options: UpOptions): WorldFolder {
  const key = worldKey(options.source);
  const folder = worldFolder(options.dataDir, key);
  const mustRestart = isReplayed(options.source) && existsSync(folder.anvil) && !isCurrent(folder, repoRoot);
  if (!options.isFresh && !mustRestart) return folder;
  if (env["POSTGRES_URL"]) {
    throw new StackError(
      "The index must begin from nothing, but what is in the database of POSTGRES_URL is not discarded. " +
        `Create a new database, point POSTGRES_URL at it, and remove the folder "${folder.path}".`,
    );
  }
  discardWorld(folder, env);
  return worldFolder(options.dataDir, key);
}

/** Returns whether a world is complete and was indexed by the subgraph as it is now. */
function isCurrent(folder: WorldFolder, repoRoot: string): boolean {
  const completed = readCompletedWorld(folder);
  return completed !== null && completed.subgraph === subgraphHash(completed.network, repoRoot);
}

/** Returns whether the chain is made here. Such a chain can be resumed but not indexed again. */
function isReplayed({ kind }: UpSource): boolean {
  return kind === "local" || kind === "scenario" || kind === "history";
}

function worldKey(source: UpSource): string {
  if (source.kind === "local") return "local";
  if (source.kind === "scenario") return `scenario-${source.name}`;
  if (source.kind === "network") return `network-${source.name}`;
  if (source.kind === "subgraph") return `subgraph-${source.name}-${new URL(source.url).hostname}`;
  if (!existsSync(source.dir)) throw new UsageError(`There is no history folder "${source.dir}".`);
  return historyKey(source.dir);
}
