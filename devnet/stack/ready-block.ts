/** How far the API's copy of one network is, as `/ready` tells it. */
export interface NetworkReadiness {
  readonly network: string;
  readonly state?: string;
  /** Last block of the copy. */
  readonly block?: string | null;
  readonly subgraphBlock?: string | null;
  readonly lagBlocks?: string | null;
  readonly rows?: string;
  readonly rowsPerSecond?: number | null;
  readonly secondsLeft?: number | null;
  readonly error?: string | null;
}

/** What the API says of itself. */
export interface Readiness {
  readonly isReady: boolean;
  readonly networks: readonly NetworkReadiness[];
}

const PROBE_MS = 5_000;

/** Asks the API how far it is; `null` when it does not answer. */
export async function readReadiness(apiUrl: string): Promise<Readiness | null> {
  try {
    const response = await fetch(`${apiUrl}/ready`, { signal: AbortSignal.timeout(PROBE_MS) });
    const { networks = [] } = (await response.json()) as { networks?: readonly NetworkReadiness[] };
    return { isReady: response.ok, networks };
  } catch {
    return null;
  }
}

/**
 * Returns the block that the API's answers hold for: the lowest of its networks. The API calls itself ready at any
 * block that is its subgraph's last, also at the first one of a subgraph that has only begun; the caller knows which
 * block it waits for. A subgraph that is itself behind its chain makes the API not ready, but its copy may be complete
 * all the same.
 *
 * @returns `null` while the API's copy is behind its subgraph, or it does not answer.
 */
export async function readyBlock(apiUrl: string): Promise<number | null> {
  const { isReady, networks } = (await readReadiness(apiUrl)) ?? { isReady: false, networks: [] };
  if (networks.length === 0 || !(isReady || networks.every(isComplete))) return null;
  return Math.min(...networks.map(({ block }) => Number(block ?? -1)));
}

function isComplete({ state, lagBlocks }: NetworkReadiness): boolean {
  return (state === "LIVE" || state === "LAGGING") && lagBlocks === "0";
}
