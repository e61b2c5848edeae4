interface ReadyAnswer {
  readonly networks?: readonly NetworkAnswer[];
}

interface NetworkAnswer {
  readonly block?: string | null;
  readonly state?: string;
  readonly lagBlocks?: string | null;
}

const PROBE_MS = 5_000;

/**
 * Returns the block that the API's answers hold for: the lowest of its networks. The API calls itself ready at any
 * block that is its subgraph's last, also at the first one of a subgraph that has only begun; the caller knows which
 * block it waits for.
 *
 * A subgraph that is itself behind its chain makes the API not ready, but its copy may be complete all the same.
 *
 * @returns `null` while the API's copy is behind its subgraph, or it does not answer.
 */
export async function readyBlock(apiUrl: string): Promise<number | null> {
  try {
    const response = await fetch(`${apiUrl}/ready`, { signal: AbortSignal.timeout(PROBE_MS) });
    const { networks = [] } = (await response.json()) as ReadyAnswer;
    if (networks.length === 0 || !(response.ok || networks.every(isComplete))) return null;
    return Math.min(...networks.map(({ block }) => Number(block ?? -1)));
  } catch {
    return null;
  }
}

function isComplete({ state, lagBlocks }: NetworkAnswer): boolean {
  return (state === "LIVE" || state === "LAGGING") && lagBlocks === "0";
}
