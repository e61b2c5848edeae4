import { setTimeout as sleep } from "node:timers/promises";
import { StackError } from "../stack/errors.ts";
import type { Progress } from "./progress.ts";

/** The first query: the loss-absorbing capital of every backstop, at the block the answer names. */
export const FIRST_QUERY = `{
  backstops(first: 5) {
    totalCount
    provenance { network blockNumber blockTime }
    edges { node { name protocol { slug } balances { balance { decimal asset { symbol } } } } }
  }
}`;

const TIMEOUT_MS = 30_000;
/** An object of JSON that holds no other. */
const INNERMOST_OBJECT = /\{[^{}[\]]*\}/g;
const RETRIES = 20;
const RETRY_MS = 250;

/** URLs to show; `null` for a part that does not run here. */
export interface StackUrls {
  readonly api: string;
  readonly subgraph: string | null;
  readonly rpc: string | null;
}

/** Prints where everything is. */
export function printUrls(progress: Progress, urls: StackUrls): void {
  progress.line("");
  progress.line(`  API        ${urls.api}/graphql`);
  if (urls.subgraph !== null) progress.line(`  ledger     ${urls.subgraph}`);
  if (urls.rpc !== null) progress.line(`  chain      ${urls.rpc}`);
  progress.line("");
}

/**
 * Asks the API the first query and prints it with its answer.
 *
 * @param seconds - Seconds since the start.
 * @throws {StackError} when the API does not answer it.
 */
export async function printFirstAnswer(progress: Progress, apiUrl: string, seconds: number): Promise<void> {
  const answer = await askPatiently(apiUrl);
  progress.line("A first query:\n");
  progress.line(indent(FIRST_QUERY));
  progress.line("\nand its answer:\n");
  progress.line(indent(answer));
  progress.line("");
  progress.line(`Ready after ${seconds.toFixed(1)} s. Ctrl-C stops everything; the next start resumes.`);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

/** Formats JSON with its innermost objects on one line each. */
function formatJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replaceAll(INNERMOST_OBJECT, (object) => object.replaceAll(/\s+/g, " "));
}

async function askPatiently(apiUrl: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask(apiUrl);
    } catch (cause) {
      if (attempt === RETRIES) throw cause;
      await sleep(RETRY_MS);
    }
  }
}

async function ask(apiUrl: string): Promise<string> {
  const response = await fetch(`${apiUrl}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: FIRST_QUERY }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
  if (answer.errors?.[0])
    throw new StackError(`The API answered the first query with: ${answer.errors[0].message}`);
  return formatJson(answer.data);
}
