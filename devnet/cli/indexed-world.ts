import { join } from "node:path";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { type Api, startApi } from "../stack/api-process.ts";
import { storeFile } from "../stack/data-folder.ts";
import { type GraphNode, startGraphNode } from "../stack/graph-node.ts";
import { startIpfsStub } from "../stack/ipfs-stub.ts";
import { callRpc } from "../stack/json-rpc.ts";
import { claimPort } from "../stack/ports.ts";
import { buildSubgraph, type SubgraphBuild } from "../stack/subgraph-build.ts";
import type { ChainPlan, RunningChain } from "./chain-plan.ts";
import { checkedStatus } from "./checked-status.ts";
import { openDatabase } from "./database.ts";
import { ReplayPace } from "./replay-pace.ts";
import type { Session } from "./session.ts";

/** A chain, the graph-node that indexes it, and the API over both. */
export interface IndexedWorld {
  readonly api: Api;
  readonly node: GraphNode;
  /** The subgraph; the path of its manifest is the id of the deployment. */
  readonly build: SubgraphBuild;
  /** GraphQL of the ledger. */
  readonly subgraphUrl: string;
  readonly chain: RunningChain;
  readonly network: NetworkConfig;
}

/** A chain and a database, ready for graph-node. */
interface Ground {
  readonly chain: RunningChain;
  readonly databaseUrl: string;
}

/** What the API reads. */
interface Ledger {
  readonly network: string;
  readonly url: string;
  readonly hash: string;
}

const SUBGRAPH_NAME = "seawall";

/**
 * Starts everything a plan needs: PostgreSQL, the chain and the subgraph's build side by side where they do not
 * wait for each other, then graph-node and the API. Returns when the chain has all its content and the API
 * answers; indexing may still be under way.
 */
export async function startIndexedWorld(session: Session, plan: ChainPlan): Promise<IndexedWorld> {
  const { progress } = session;
  progress.line("starting PostgreSQL and the chain");
  const [databaseUrl, chain] = await Promise.all([openDatabase(session), plan.start()]);
  const pace = new ReplayPace();
  const filling = plan.fill(chain, pace);
  filling.catch(() => undefined);
  const network = plan.network === null ? filling : Promise.resolve(plan.network);
  progress.line("starting graph-node, building the subgraph");
  const [node, build] = await Promise.all([
    startNode(session, plan, { chain, databaseUrl }),
    network.then((config) => progress.during("compiling the subgraph", buildFor(session, config))),
  ]);
  const subgraphUrl = await node.deploy(SUBGRAPH_NAME, build.manifest);
  pace.follow(async () => (await checkedStatus(session, { node, build }))?.latestBlock ?? 0);
  progress.line("starting the API");
  const ledger = { network: (await network).name, url: subgraphUrl, hash: build.hash };
  const api = await startWorldApi(session, plan, ledger);
  return { api, node, build, subgraphUrl, chain, network: await filling };
}

async function startNode(session: Session, plan: ChainPlan, ground: Ground): Promise<GraphNode> {
  const { folder, env, options, supervisor } = session;
  const ipfs = await startIpfsStub();
  supervisor.onStop(() => ipfs.stop());
  return startGraphNode({
    folder: folder.graphNode,
    env,
    graphNetwork: plan.graphNetwork,
    rpcUrl: ground.chain.rpcUrl,
    databaseUrl: ground.databaseUrl,
    ipfsUrl: ipfs.url,
    graphqlPort: await claimPort(options.graphqlPort, "--graphql-port"),
    fetchesAllLogs: ground.chain.save !== undefined,
    anchorBlock: ground.chain.save ? 0 : await headBlock(ground.chain.rpcUrl),
    logFile: join(folder.logs, "graph-node.log"),
    spawn: supervisor.start,
    ...(plan.pollingMs === undefined ? {} : { pollingMs: plan.pollingMs }),
  });
}

function buildFor(session: Session, network: NetworkConfig): Promise<SubgraphBuild> {
  const { folder, env, options, repoRoot, supervisor } = session;
  return buildSubgraph({
    network,
    repoRoot,
    outDir: join(options.dataDir, "subgraph"),
    logFile: join(folder.logs, "subgraph-build.log"),
    env,
    spawn: supervisor.start,
  });
}

function startWorldApi(session: Session, plan: ChainPlan, ledger: Ledger): Promise<Api> {
  const { apiMain, folder, env, options, repoRoot, supervisor } = session;
  return startApi({
    repoRoot,
    main: apiMain,
    env,
    port: options.port,
    store: storeFile(folder, ledger.hash),
    subgraphs: { [ledger.network]: ledger.url },
    logFile: join(folder.logs, "api.log"),
    spawn: supervisor.start,
    ...(plan.pollingMs === undefined ? {} : { pollMs: plan.pollingMs, maxHeadAgeS: 0 }),
  });
}

/** Returns the number of the chain's last block. */
export async function headBlock(rpcUrl: string): Promise<number> {
  return Number(await callRpc<string>(rpcUrl, "eth_blockNumber"));
}
