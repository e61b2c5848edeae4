import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Child, type Environment, type Spawn, startChild } from "./child.ts";
import { describe, StackError } from "./errors.ts";
import { freePort } from "./ports.ts";
import { type Account, postgresAccount } from "./postgres-account.ts";
import { postgresBinaries } from "./postgres-binaries.ts";
import { type PostgresPlace, postgresPlace } from "./postgres-place.ts";

/** How to start PostgreSQL. */
export interface PostgresOptions {
  /** Folder of the server's data and password; made when missing, resumed when not. Absolute. */
  readonly folder: string;
  readonly env: Environment;
  /** Loopback port; a free one unless given. */
  readonly port?: number;
  /** `<folder>/postgres.log` unless given. */
  readonly logFile?: string;
  readonly spawn?: Spawn;
}

/** A PostgreSQL server that runs. */
export interface Postgres {
  readonly port: number;
  readonly child: Child;
  /** Returns the URL of a database, with user and password. */
  url(database: string): string;
  /** Creates a database unless it exists, and returns its URL. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

const USER = "seawall";
const READY_MS = 60_000;

/** graph-node requires both. */
const INITDB_FLAGS = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256"];

/** Loopback only, no socket file to leave behind, no replication to prepare for. */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "200",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
};

/**
 * Starts PostgreSQL from its npm package on a data folder, creating the data on the first start.
 * Works as an ordinary user and as root, who runs it as the user `postgres`.
 *
 * @throws {MissingPartError} when the npm package is missing.
 * @throws {PartCrashedError} when the server ends while starting.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { folder, env } = options;
  mkdirSync(folder, { recursive: true });
  const account = postgresAccount();
  const place = postgresPlace(folder, postgresBinaries(env), account);
  const password = await ensureCluster(folder, place, account, env);
  const port = options.port ?? (await freePort());
  const child = await (options.spawn ?? startChild)({
    name: "PostgreSQL",
    command: place.binaries.postgres,
    args: ["-D", place.cluster, "-p", String(port), ...settingFlags()],
    env: { ...env, LC_ALL: "C" },
    logFile: options.logFile ?? join(folder, "postgres.log"),
    ...(account ?? {}),
    cwd: "/",
  });
  const server = new EmbeddedPostgres(child, port, password);
  await server.waitUntilReady();
  return server;
}

/** Removes the data of {@link startPostgres}, also where root had to put it elsewhere. */
export function removePostgres(folder: string, env: Environment): void {
  if (!existsSync(folder)) return;
  const account = postgresAccount();
  const { cluster } = postgresPlace(folder, postgresBinaries(env), account);
  rmSync(cluster, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}

class EmbeddedPostgres implements Postgres {
  readonly port: number;
  readonly child: Child;
  readonly #password: string;

  constructor(child: Child, port: number, password: string) {
    this.child = child;
    this.port = port;
    this.#password = password;
  }

  url(database: string): string {
    return `postgresql://${USER}:${this.#password}@127.0.0.1:${this.port}/${database}`;
  }

  async createDatabase(name: string): Promise<string> {
    await withClient(this.url("postgres"), async (client) => {
      const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    });
    return this.url(name);
  }

  async waitUntilReady(): Promise<void> {
    await this.child.waitUntil(() => this.#answers(), { timeoutMs: READY_MS });
  }

  async #answers(): Promise<true | null> {
    try {
      await withClient(this.url("postgres"), (client) => client.query("SELECT 1"));
      return true;
    } catch {
      return null;
    }
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}

/** Connects, runs, disconnects. */
export async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

function settingFlags(): string[] {
  return Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** Creates the server's data unless it exists whole, and returns the password of its only user. */
async function ensureCluster(
  folder: string,
  place: PostgresPlace,
  account: Account | null,
  env: Environment,
): Promise<string> {
  const passwordFile = join(folder, "password");
  if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
  const password = randomBytes(16).toString("hex");
  rmSync(place.cluster, { recursive: true, force: true });
  await initialise(place, password, account, env);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  return password;
}

async function initialise(
  place: PostgresPlace,
  password: string,
  account: Account | null,
  env: Environment,
): Promise<void> {
  mkdirSync(place.cluster, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(place.cluster), `.initdb-${process.pid}`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== null)
    for (const path of [place.cluster, passwordFile]) chownSync(path, account.uid, account.gid);
  chmodSync(place.cluster, 0o700);
  const args = [`--pgdata=${place.cluster}`, `--username=${USER}`, `--pwfile=${passwordFile}`, "--no-sync"];
  try {
    const run = { env: { ...env, LC_ALL: "C" }, cwd: "/", ...(account ?? {}) };
    await promisify(execFile)(place.binaries.initdb, [...args, ...INITDB_FLAGS], run);
  } catch (cause) {
    throw new StackError(`PostgreSQL could not create its data in "${place.cluster}": ${describe(cause)}`, {
      cause,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
