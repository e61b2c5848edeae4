const TIMEOUT_MS = 60_000;

/**
 * Sends one query to the API and returns its data.
 *
 * @throws {Error} when the answer has errors: a bench measures answers only.
 */
export async function askApi<T>(url: string, query: string, variables: object = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
  if (errors !== undefined) throw new Error(`The API answered "${query}" with ${JSON.stringify(errors)}.`);
  return data as T;
}
