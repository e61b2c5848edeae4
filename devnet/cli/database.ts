import { join } from "node:path";
import { describe, PostgresUnusableError } from "../stack/errors.ts";
import { claimPort } from "../stack/ports.ts";
import { startPostgres, withClient } from "../stack/postgres.ts";
import type { Session } from "./session.ts";

const DATABASE = "graph_node";
const CHECK = `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS locale
  FROM pg_database WHERE datname = current_database()`;

/**
 * Returns the URL of a database for graph-node: the one that `POSTGRES_URL` names, else one of a PostgreSQL
 * that is started here.
 *
 * @throws {PostgresUnusableError} when `POSTGRES_URL` does not answer or has the wrong encoding or locale.
 */
export async function openDatabase(session: Session): Promise<string> {
  const { env, folder, options, supervisor } = session;
  if (env["POSTGRES_URL"]) return checkOwn(env["POSTGRES_URL"]);
  const postgres = await startPostgres({
    folder: folder.postgres,
    env,
    port: await claimPort(options.postgresPort, "--postgres-port"),
    logFile: join(folder.logs, "postgres.log"),
    spawn: supervisor.start,
  });
  return postgres.createDatabase(DATABASE);
}

async function checkOwn(url: string): Promise<string> {
  const { encoding, locale } = await readSettings(url);
  if (encoding === "UTF8" && locale === "C") return url;
  throw new PostgresUnusableError(
    `graph-node needs a database with encoding UTF8 and locale C, but the one of POSTGRES_URL has ${encoding} and ${locale}. ` +
      "Create one with: CREATE DATABASE seawall TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'.",
  );
}

async function readSettings(url: string): Promise<{ encoding: string; locale: string }> {
  try {
    const answer = await withClient(url, (client) => client.query(CHECK));
    return answer.rows[0];
  } catch (cause) {
    throw new PostgresUnusableError(
      `The PostgreSQL of POSTGRES_URL does not answer (${describe(cause)}). Check the URL, or unset it to use the embedded one.`,
      { cause },
    );
  }
}
