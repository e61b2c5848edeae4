import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { type Child, type ChildSpec, type Environment, runTask, type Spawn, startChild } from "./child.ts";
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
/** Handed to initdb and removed after it. */
const INITIAL_PASSWORD = ".initdb-password";

/** graph-node requires both. */
const INITDB_FLAGS = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-sync"];

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
  mkdirSync(options.folder, { recursive: true });
  const account = postgresAccount();
  const place = postgresPlace(options.folder, postgresBinaries(options.env), account);
  const password = await ensureCluster(options, place, account);
  const port = options.port ?? (await freePort());
  const child = await (options.spawn ?? startChild)({
    name: "PostgreSQL",
    command: place.binaries.postgres,
    args: ["-D", place.cluster, "-p", String(port), ...settingFlags()],
    ...serverProcess(options, account),
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
  options: PostgresOptions,
  place: PostgresPlace,
  account: Account | null,
): Promise<string> {
  const passwordFile = join(options.folder, "password");
  if (existsSync(passwordFile)) return readFileSync(passwordFile, "utf8").trim();
  const password = randomBytes(16).toString("hex");
  const initialFile = join(dirname(place.cluster), INITIAL_PASSWORD);
  try {
    prepareCluster(place.cluster, initialFile, password, account);
    await runTask(initdbSpec(options, place, account, initialFile), options.spawn);
  } finally {
    rmSync(initialFile, { force: true });
  }
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Empties the folder of the data, which a killed start may have left half made, and gives it to the account. */
function prepareCluster(
  cluster: string,
  passwordFile: string,
  password: string,
  account: Account | null,
): void {
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account === null) return;
  for (const path of [cluster, passwordFile]) chownSync(path, account.uid, account.gid);
}

function initdbSpec(
  options: PostgresOptions,
  place: PostgresPlace,
  account: Account | null,
  passwordFile: string,
): ChildSpec {
  return {
    name: "PostgreSQL's initdb",
    command: place.binaries.initdb,
    args: [`--pgdata=${place.cluster}`, `--username=${USER}`, `--pwfile=${passwordFile}`, ...INITDB_FLAGS],
    ...serverProcess(options, account),
  };
}

/** What initdb and the server have in common. */
function serverProcess(options: PostgresOptions, account: Account | null): ProcessSetting {
  return {
    env: { ...options.env, LC_ALL: "C" },
    logFile: options.logFile ?? join(options.folder, "postgres.log"),
    cwd: "/",
    ...(account ?? {}),
  };
}

type ProcessSetting = Pick<ChildSpec, "env" | "logFile" | "cwd" | "uid" | "gid">;
