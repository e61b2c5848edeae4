interface ReadyAnswer {
  readonly networks?: readonly { readonly block?: string | null }[];
}

const PROBE_MS = 5_000;

/**
 * Returns the block that the API's answers hold for: the lowest of its networks. The API calls itself ready at any
 * block that is its subgraph's last, also at the first one of a subgraph that has only begun; the caller knows which
 * block it waits for.
 *
 * @returns `null` while the API is not ready or does not answer.
 */
export async function readyBlock(apiUrl: string): Promise<number | null> {
  try {
    const response = await fetch(`${apiUrl}/ready`, { signal: AbortSignal.timeout(PROBE_MS) });
    const { networks = [] } = (await response.json()) as ReadyAnswer;
    if (!response.ok || networks.length === 0) return null;
    return Math.min(...networks.map(({ block }) => Number(block ?? -1)));
  } catch {
    return null;
  }
}
