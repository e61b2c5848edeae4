/** How far graph-node is with a deployment. */
export interface IndexingStatus {
  readonly isSynced: boolean;
  /** Number of the last indexed block; `null` before the first. */
  readonly latestBlock: number | null;
  /** Head of the chain as graph-node knows it; `null` before it looked. */
  readonly chainHead: number | null;
  /** Entities of the newest state. */
  readonly entityCount: number;
  /** Why indexing stopped for good; `null` while it goes on. */
  readonly fatalError: string | null;
}

const QUERY = `query($ids: [String!]!) {
  indexingStatuses(subgraphs: $ids) {
    synced entityCount
    fatalError { message block { number } }
    chains { chainHeadBlock { number } latestBlock { number } }
  }
}`;

const TIMEOUT_MS = 5_000;

/** A block as the status API gives it. */
interface Block {
  readonly number: string;
}

/** The answer to {@link QUERY}. */
interface StatusAnswer {
  readonly data: {
    readonly indexingStatuses: readonly {
      readonly synced: boolean;
      readonly entityCount: string;
      readonly fatalError: { readonly message: string; readonly block: Block | null } | null;
      readonly chains: readonly {
        readonly chainHeadBlock: Block | null;
        readonly latestBlock: Block | null;
      }[];
    }[];
  };
}

/**
 * Asks graph-node how far it is with a deployment; `null` when it does not know it (yet) or does not answer.
 *
 * @param statusUrl - GraphQL URL of the index node.
 * @param deployment - Id of the deployment: the path of its manifest.
 */
export async function indexingStatus(statusUrl: string, deployment: string): Promise<IndexingStatus | null> {
  try {
    const response = await fetch(statusUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: QUERY, variables: { ids: [deployment] } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return readStatus((await response.json()) as StatusAnswer);
  } catch {
    return null;
  }
}

function readStatus(answer: StatusAnswer): IndexingStatus | null {
  const status = answer.data.indexingStatuses[0];
  if (status === undefined) return null;
  const [chain] = status.chains;
  const { fatalError } = status;
  const block = fatalError?.block ? ` at block ${fatalError.block.number}` : "";
  return {
    isSynced: status.synced,
    latestBlock: blockNumber(chain?.latestBlock),
    chainHead: blockNumber(chain?.chainHeadBlock),
    entityCount: Number(status.entityCount),
    fatalError: fatalError === null ? null : `${fatalError.message}${block}`,
  };
}

function blockNumber(block: Block | null | undefined): number | null {
  return block ? Number(block.number) : null;
}

/**
 * Returns the number of events handled for a deployment since graph-node started, from its metrics;
 * 0 when it does not answer.
 *
 * @param metricsUrl - Prometheus metrics of graph-node.
 * @param deployment - Id of the deployment.
 */
export async function eventsIndexed(metricsUrl: string, deployment: string): Promise<number> {
  try {
    const response = await fetch(metricsUrl, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const prefix = `deployment_block_trigger_count_sum{deployment="${deployment}"} `;
    const line = (await response.text()).split("\n").find((text) => text.startsWith(prefix));
    return line === undefined ? 0 : Number(line.slice(prefix.length));
  } catch {
    return 0;
  }
}
