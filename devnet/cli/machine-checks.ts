import { existsSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { totalmem } from "node:os";
import { dirname, join } from "node:path";
import type { Environment } from "../stack/child.ts";
import { describe } from "../stack/errors.ts";
import { ANVIL, type BinaryPart, findBinary, GND } from "../stack/find-binary.ts";
import { packageFolder } from "../stack/package-folder.ts";
import { freePort, isPortFree } from "../stack/ports.ts";
import { withClient } from "../stack/postgres.ts";
import { findPostgresUser, isRoot } from "../stack/postgres-account.ts";
import { postgresBinaries } from "../stack/postgres-binaries.ts";
import { programVersion } from "./program-version.ts";

/** One thing the stack needs. */
export interface Check {
  readonly name: string;
  readonly isFine: boolean;
  /** What is there, or why it is not. */
  readonly found: string;
  /** What to do when it is not fine; a full sentence. */
  readonly advice: string;
}

/** What to check. */
export interface CheckOptions {
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  readonly env: Environment;
}

const GIB = 2 ** 30;
const MIN_DISK_GIB = 2;
const MIN_MEMORY_GIB = 2;
const OLDEST_NODE = [20, 19] as const;

/** Checks everything `seawall up` needs. */
export async function machineChecks(options: CheckOptions): Promise<Check[]> {
  const { env } = options;
  return [
    nodeCheck(process.versions.node),
    await binaryCheck(GND, env),
    await binaryCheck(ANVIL, env),
    await postgresCheck(env),
    packageCheck("subgraph compiler", "@graphprotocol/graph-cli"),
    packageCheck("DuckDB", "@duckdb/node-api"),
    await portCheck(options.port),
    await loopbackCheck(),
    folderCheck(options.dataDir),
    diskCheck(options.dataDir),
    memoryCheck(),
  ];
}

/** Checks a version of Node.js, e.g. `20.19.1`. */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isFine = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
  return {
    name: "Node.js",
    isFine,
    found: version,
    advice: `Install Node.js ${OLDEST_NODE.join(".")} or newer.`,
  };
}

async function binaryCheck(part: BinaryPart, env: Environment): Promise<Check> {
  return attempt(part.name, `Run "npm ci", or set ${part.variable} to one of your own.`, async () =>
    programVersion(findBinary(part, env)),
  );
}

async function postgresCheck(env: Environment): Promise<Check> {
  const advice = 'Run "npm ci", or set POSTGRES_URL to a database with encoding UTF8 and locale C.';
  return attempt("PostgreSQL", advice, async () => {
    const url = env["POSTGRES_URL"];
    if (url) return `POSTGRES_URL, ${await serverVersion(url)}`;
    const version = await programVersion(postgresBinaries(env).postgres);
    if (!isRoot()) return version;
    return `${version}, ${findPostgresUser() ? "run as" : "will create"} the user postgres`;
  });
}

async function serverVersion(url: string): Promise<string> {
  const answer = await withClient(url, (client) => client.query("SHOW server_version"));
  return answer.rows[0].server_version;
}

function packageCheck(name: string, packageName: string): Check {
  const isFine = packageFolder(packageName) !== null;
  return { name, isFine, found: isFine ? packageName : `no ${packageName}`, advice: 'Run "npm ci".' };
}

async function portCheck(port: number): Promise<Check> {
  const isFine = await isPortFree(port);
  const advice = "Stop the program that uses it, or give another port with --port.";
  return { name: "port of the API", isFine, found: `${port} is ${isFine ? "free" : "in use"}`, advice };
}

async function loopbackCheck(): Promise<Check> {
  return attempt("other ports", "Allow programs to listen on 127.0.0.1.", async () => {
    await freePort();
    return "free ones on 127.0.0.1";
  });
}

function folderCheck(dataDir: string): Check {
  const existing = existingParent(dataDir);
  const advice = "Make it writable, or give another folder with --data DIR.";
  try {
    rmSync(mkdtempSync(join(existing, ".seawall-doctor-")), { recursive: true });
    return { name: "data folder", isFine: true, found: `${dataDir} can be written`, advice };
  } catch (error) {
    return { name: "data folder", isFine: false, found: `${dataDir}: ${describe(error)}`, advice };
  }
}

function diskCheck(dataDir: string): Check {
  const { bavail, bsize } = statfsSync(existingParent(dataDir));
  const free = (bavail * bsize) / GIB;
  return {
    name: "free disk space",
    isFine: free >= MIN_DISK_GIB,
    found: `${free.toFixed(1)} GiB`,
    advice: `Free at least ${MIN_DISK_GIB} GiB, or give a folder on another disk with --data DIR.`,
  };
}

function memoryCheck(): Check {
  const total = totalmem() / GIB;
  return {
    name: "memory",
    isFine: total >= MIN_MEMORY_GIB,
    found: `${total.toFixed(1)} GiB`,
    advice: `Use a machine with at least ${MIN_MEMORY_GIB} GiB.`,
  };
}

/** Returns the folder itself or the nearest one above it that exists. */
function existingParent(folder: string): string {
  return existsSync(folder) ? folder : existingParent(dirname(folder));
}

async function attempt(name: string, advice: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, isFine: true, found: await look(), advice };
  } catch (error) {
    return { name, isFine: false, found: describe(error), advice };
  }
}
