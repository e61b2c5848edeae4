import { join } from "node:path";
import { type Api, startApi } from "../stack/api-process.ts";
import type { Environment } from "../stack/child.ts";
import { storeFile } from "../stack/data-folder.ts";
import { describe, StackError } from "../stack/errors.ts";
import type { Session } from "./session.ts";

const TIMEOUT_MS = 15_000;

/**
 * Starts the API over a subgraph that is indexed elsewhere.
 *
 * @param network - Name the API gives to what it reads there.
 * @param url - GraphQL endpoint; the key is in `SEAWALL_SUBGRAPH_KEY`.
 * @throws {StackError} when the endpoint does not answer as a subgraph does.
 */
export async function startOverSubgraph(session: Session, network: string, url: string): Promise<Api> {
  const { apiMain, folder, env, options, repoRoot, supervisor } = session;
  session.progress.line(`asking ${url}`);
  await assertSubgraph(url, env);
  session.progress.line("starting the API");
  return startApi({
    repoRoot,
    main: apiMain,
    env,
    port: options.port,
    store: storeFile(folder, "external"),
    subgraphs: { [network]: url },
    logFile: join(folder.logs, "api.log"),
    spawn: supervisor.start,
  });
}

async function assertSubgraph(url: string, env: Environment): Promise<void> {
  const problem = await findProblem(url, env["SEAWALL_SUBGRAPH_KEY"]).catch(describe);
  if (problem === null) return;
  throw new StackError(
    `No subgraph answers at "${url}" (${problem}). Check the URL given with --subgraph, ` +
      "and the key in SEAWALL_SUBGRAPH_KEY if the endpoint asks for one.",
  );
}

async function findProblem(url: string, key: string | undefined): Promise<string | null> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({ query: "{ _meta { block { number } } }" }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) return `HTTP ${response.status}`;
  const answer = (await response.json()) as { data?: { _meta?: unknown }; errors?: { message: string }[] };
  return answer.data?._meta ? null : (answer.errors?.[0]?.message ?? "the answer has no _meta");
}
