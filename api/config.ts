import { availableParallelism } from "node:os";
import { z } from "zod";

/** How the API process runs; made once from the environment. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** Path of the DuckDB file. */
  readonly storePath: string;
  /** Megabytes that DuckDB may use; it spills to disk what it can and refuses a query that needs more. */
  readonly storeMemoryMb: number;
  /** Subgraph endpoint by network name. */
  readonly subgraphs: ReadonlyMap<string, string>;
  /** Bearer key of the endpoints; never logged. Null when none is needed. */
  readonly subgraphKey: string | null;
  readonly logLevel: LogLevel;
  /** Whether `seawall verify` may ask for tallies of the copy. */
  readonly servesTallies: boolean;
  readonly jobs: JobConfig;
  /** Pause between two looks at a subgraph's head, milliseconds. */
  readonly pollMs: number;
  /** Age of a subgraph's last block from which on it counts as lagging, seconds; null for any. */
  readonly maxHeadAgeS: number | null;
};

/** How long computations run. */
export type JobConfig = {
  /** Worker threads, each of which runs one job. */
  readonly threads: number;
  /** Megabytes of JavaScript objects that a job may use. */
  readonly memoryMb: number;
  /** Module of the worker threads; null for `jobs/worker.ts`. */
  readonly worker: string | null;
};

/** How much is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment cannot be used; the message lists every problem. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const Environment = z.object({
  SEAWALL_PORT: integer(0, 65_535).default(4000),
  SEAWALL_HOST: z.string().min(1).default("127.0.0.1"),
  SEAWALL_STORE: z.string().min(1).default(".seawall/api.duckdb"),
  SEAWALL_STORE_MEMORY_MB: integer(64, 1_000_000).default(128),
  SEAWALL_SUBGRAPHS: z
    .string(
      "Expected a comma-separated list of network=url, such as mainnet=https://host/subgraphs/name/seawall.",
    )
    .transform(readSubgraphs),
  SEAWALL_SUBGRAPH_KEY: z.string().optional(),
  SEAWALL_LOG_LEVEL: z.enum(LOG_LEVELS, `Expected one of ${LOG_LEVELS.join(", ")}.`).default("info"),
  SEAWALL_TALLY: z.enum(["0", "1"], "Expected 0 or 1.").default("0"),
  SEAWALL_JOB_THREADS: integer(1, 256).optional(),
  SEAWALL_JOB_MEMORY_MB: integer(16, 1_000_000).default(512),
  SEAWALL_JOB_WORKER: z.string().optional(),
  SEAWALL_POLL_MS: integer(10, 3_600_000).default(750),
  SEAWALL_MAX_HEAD_AGE_S: integer(0, 100_000_000).default(900),
});

/**
 * Reads the configuration from environment variables; empty ones count as absent.
 *
 * @throws {ConfigError} when any variable is missing or wrong, naming all of them.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = Environment.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigError(`The environment cannot be used:\n${problems.join("\n")}`);
  }
  const { data } = result;
  return {
    port: data.SEAWALL_PORT,
    host: data.SEAWALL_HOST,
    storePath: data.SEAWALL_STORE,
    storeMemoryMb: data.SEAWALL_STORE_MEMORY_MB,
    subgraphs: data.SEAWALL_SUBGRAPHS,
    subgraphKey: data.SEAWALL_SUBGRAPH_KEY ?? null,
    logLevel: data.SEAWALL_LOG_LEVEL,
    servesTallies: data.SEAWALL_TALLY === "1",
    jobs: {
      threads: data.SEAWALL_JOB_THREADS ?? Math.max(1, availableParallelism() - 1),
      memoryMb: data.SEAWALL_JOB_MEMORY_MB,
      worker: data.SEAWALL_JOB_WORKER ?? null,
    },
    pollMs: data.SEAWALL_POLL_MS,
    maxHeadAgeS: data.SEAWALL_MAX_HEAD_AGE_S === 0 ? null : data.SEAWALL_MAX_HEAD_AGE_S,
  };
}

function integer(min: number, max: number) {
  const message = `Expected a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .pipe(z.number().min(min, message).max(max, message));
}

function readSubgraphs(text: string, context: z.RefinementCtx): ReadonlyMap<string, string> {
  const subgraphs = new Map<string, string>();
  for (const [index, entry] of text
    .split(",")
    .map((part) => part.trim())
    .entries()) {
    const at = entry.indexOf("=");
    const [network, url] = [entry.slice(0, Math.max(at, 0)), entry.slice(at + 1)];
    if (network === "" || !isHttpUrl(url)) {
      context.addIssue(`Entry ${index + 1} is not network=url with an http or https URL.`);
    } else if (subgraphs.has(network)) {
      context.addIssue(`Network "${network}" is named twice.`);
    } else {
      subgraphs.set(network, url);
    }
  }
  return subgraphs;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
