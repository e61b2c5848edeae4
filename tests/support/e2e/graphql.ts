/** An answer of a GraphQL endpoint and its bytes. */
export interface GraphqlAnswer<T> {
  readonly data: T;
  readonly text: string;
}

interface Body<T> {
  readonly data?: T;
  readonly errors?: readonly { readonly message: string }[];
}

/**
 * Asks a GraphQL endpoint.
 *
 * @throws {Error} when the answer carries errors or no data.
 */
export async function askGraphql<T>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphqlAnswer<T>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as Body<T>;
  if (errors !== undefined || data === undefined) throw new Error(`HTTP ${response.status}: ${text}`);
  return { data, text };
}

/** Asks and returns the data alone. */
export async function queryGraphql<T>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  return (await askGraphql<T>(url, query, variables)).data;
}
