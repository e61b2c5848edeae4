import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startGraphNode } from "../../../devnet/stack/graph-node.ts";
import { startIpfsStub } from "../../../devnet/stack/ipfs-stub.ts";
import { removePostgres, startPostgres } from "../../../devnet/stack/postgres.ts";
import { buildSubgraph } from "../../../devnet/stack/subgraph-build.ts";
import type { NetworkConfig } from "../../../subgraph/manifest/network.ts";
import { queryGraphql } from "../e2e/graphql.ts";
import { makeTempDir } from "../temp-dir.ts";

const ROOT = join(import.meta.dirname, "../../..");
const LIMIT_MS = 300_000;
const HEAD = "{ _meta { hasIndexingErrors block { number } } }";

/** The ledger of a chain. */
export interface IndexedLedger {
  /** GraphQL of graph-node. */
  readonly url: string;
  stop(): Promise<void>;
}

interface Meta {
  readonly _meta: { readonly hasIndexingErrors: boolean; readonly block: { readonly number: number } };
}

async function untilIndexed(url: string, head: number): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await queryGraphql<Meta>(url, HEAD).catch(() => null);
    if (answer?._meta.hasIndexingErrors === true) throw new Error("The subgraph failed");
    if ((answer?._meta.block.number ?? 0) >= head) return;
    if (Date.now() > deadline) throw new Error(`Block ${head} was not indexed within ${LIMIT_MS} ms`);
    await sleep(200);
  }
}

/**
 * Indexes a chain up to a block with the real graph-node on a PostgreSQL of its own.
 *
 * @param head - Number of the last block.
 */
export async function indexLedger(
  network: NetworkConfig,
  rpcUrl: string,
  head: number,
): Promise<IndexedLedger> {
  const temp = makeTempDir(`ledger-${network.name}`);
  const folder = (name: string) => join(temp.path, name);
  const { env } = process;
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
    removePostgres(folder("postgres"), env);
    temp.remove();
  };
  try {
    const builds = { outDir: folder("builds"), logFile: folder("build.log") };
    const { manifest } = await buildSubgraph({ network, repoRoot: ROOT, env, ...builds });
    const postgres = await startPostgres({ folder: folder("postgres"), env });
    stops.push(() => postgres.stop());
    const ipfs = await startIpfsStub();
    stops.push(() => ipfs.stop());
    const node = await startGraphNode({
      folder: folder("graph-node"),
      env,
      graphNetwork: network.graphNetwork,
      rpcUrl,
      databaseUrl: await postgres.createDatabase("ledger"),
      ipfsUrl: ipfs.url,
      pollingMs: 200,
    });
    stops.push(() => node.stop());
    const url = await node.deploy("ledger", manifest);
    await untilIndexed(url, head);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
