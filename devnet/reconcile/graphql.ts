import { ReconcileError } from "./errors.ts";

/** An error of a GraphQL answer. */
interface GraphqlFailure {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

/** Where to ask. */
export interface GraphqlEndpoint {
  readonly url: string;
  /** Bearer key; never printed. */
  readonly key?: string | null;
}

/** A GraphQL endpoint answered with an error. */
export class GraphqlAnswerError extends ReconcileError {
  override readonly name = "GraphqlAnswerError";
  /** `extensions.code`; null when it has none. */
  readonly code: string | null;

  constructor(url: string, { message, extensions }: GraphqlFailure) {
    super(`${url} answered: ${message}`);
    this.code = extensions?.code ?? null;
  }
}

const TIMEOUT_MS = 60_000;

/**
 * Asks a GraphQL endpoint.
 *
 * @throws {GraphqlAnswerError} when it answers with an error.
 * @throws {ReconcileError} when it does not answer.
 */
export async function askGraphql<T>(
  { url, key = null }: GraphqlEndpoint,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T> {
  const authorization = key === null ? {} : { authorization: `Bearer ${key}` };
  const { data, errors } = await post<T>(url, JSON.stringify({ query, variables }), authorization);
  if (errors?.[0] !== undefined) throw new GraphqlAnswerError(url, errors[0]);
  if (data === undefined) throw new ReconcileError(`${url} gave no data. Is it a GraphQL endpoint?`);
  return data;
}

async function post<T>(
  url: string,
  body: string,
  authorization: Readonly<Record<string, string>>,
): Promise<{ data?: T; errors?: readonly GraphqlFailure[] }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...authorization },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return (await response.json()) as { data?: T; errors?: readonly GraphqlFailure[] };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ReconcileError(`${url} does not answer (${reason}). Start it, or give another URL.`, { cause });
  }
}
