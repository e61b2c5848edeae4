import { dirname, join } from "node:path";
import { writeAnchorSubgraph } from "./anchor-subgraph.ts";
import { type Child, type Environment, type Spawn, startChild } from "./child.ts";
import { describe } from "./errors.ts";
import { findBinary, GND } from "./find-binary.ts";
import { callRpc } from "./json-rpc.ts";
import { freePort } from "./ports.ts";

/** How to start graph-node. */
export interface GraphNodeOptions {
  /** Folder for its own small files. Absolute. */
  readonly folder: string;
  readonly env: Environment;
  /** Network name that manifests use, e.g. `mainnet`. */
  readonly graphNetwork: string;
  readonly rpcUrl: string;
  /** Database of graph-node, UTF8 and locale C. Resumed when it was used before. */
  readonly databaseUrl: string;
  readonly ipfsUrl: string;
  /** Loopback port of GraphQL; a free one unless given. */
  readonly graphqlPort?: number;
  /** Milliseconds between looks at the chain's head; graph-node's own default unless given. */
  readonly pollingMs?: number;
  /**
   * True where every log of the chain may be fetched: contracts that begin to be followed then interrupt nothing.
   * On a public network that would be far too many.
   */
  readonly fetchesAllLogs?: boolean;
  /** A recent block of the chain, so that nothing is scanned in vain; 0 unless given. */
  readonly anchorBlock?: number;
  /** `<folder>/graph-node.log` unless given. */
  readonly logFile?: string;
  readonly spawn?: Spawn;
}

/** A graph-node that runs. */
export interface GraphNode {
  readonly child: Child;
  /** Status of deployments, GraphQL. */
  readonly statusUrl: string;
  /** Prometheus metrics. */
  readonly metricsUrl: string;
  /**
   * Deploys a built subgraph, or resumes it when this database already has it, and returns its GraphQL URL.
   *
   * @param name - Name in the URL.
   * @param manifest - Absolute path of the built manifest, also the id of the deployment.
   */
  deploy(name: string, manifest: string): Promise<string>;
  stop(): Promise<void>;
}

/** The loopback ports of one graph-node. */
interface GraphNodePorts {
  readonly graphql: number;
  readonly status: number;
  readonly admin: number;
  readonly metrics: number;
}

const READY_MS = 90_000;

/**
 * Backtraces make graph-node index 3.5 times slower, so they are off whatever the caller's environment says.
 * The cache of the chain's head holds back new blocks for a fraction of the time between blocks.
 * The cache of answers knows a query at a block's number by that number alone, so that it goes on answering for a block
 * that a reorganisation has replaced; a name that no deployment has switches it off.
 */
const SETTINGS = {
  RUST_BACKTRACE: "0",
  RUST_LIB_BACKTRACE: "0",
  GRAPH_STORE_DISABLE_CHAIN_HEAD_PTR_CACHE: "true",
  GRAPH_CACHED_SUBGRAPH_IDS: "none",
};

/**
 * Starts graph-node (`gnd dev`) on a database and a chain, and waits until it takes deployments.
 *
 * @throws {MissingPartError} when neither the npm package nor `GND_BIN` exists.
 * @throws {PartCrashedError} when it ends while starting.
 */
export async function startGraphNode(options: GraphNodeOptions): Promise<GraphNode> {
  const manifest = writeAnchorSubgraph(
    join(options.folder, "anchor"),
    options.graphNetwork,
    options.anchorBlock ?? 0,
  );
  const ports = await choosePorts(options.graphqlPort);
  const child = await (options.spawn ?? startChild)({
    name: "graph-node",
    command: findBinary(GND, options.env),
    args: gndArguments(options, ports, manifest),
    env: gndEnvironment(options),
    logFile: options.logFile ?? join(options.folder, "graph-node.log"),
    cwd: dirname(manifest),
  });
  const node = new GndNode(child, ports);
  await node.waitUntilReady();
  return node;
}

async function choosePorts(graphql: number | undefined): Promise<GraphNodePorts> {
  return {
    graphql: graphql ?? (await freePort()),
    status: await freePort(),
    admin: await freePort(),
    metrics: await freePort(),
  };
}

function gndArguments(options: GraphNodeOptions, ports: GraphNodePorts, manifest: string): string[] {
  return [
    ...["dev", "--manifests", `${manifest}:.`],
    ...["--ethereum-rpc", `${options.graphNetwork}:${options.rpcUrl}`, "--ipfs", options.ipfsUrl],
    ...["--http-port", String(ports.graphql), "--index-node-port", String(ports.status)],
    ...["--admin-port", String(ports.admin), "--metrics-port", String(ports.metrics)],
  ];
}

/** The database URL goes through the environment: arguments can be read by other users of the machine. */
function gndEnvironment(options: GraphNodeOptions): Environment {
  const polling = options.pollingMs;
  return {
    GRAPH_LOG: "warn",
    ...options.env,
    ...SETTINGS,
    POSTGRES_URL: options.databaseUrl,
    ...(polling === undefined ? {} : { ETHEREUM_POLLING_INTERVAL: String(polling) }),
    ...(options.fetchesAllLogs === true ? { EXPERIMENTAL_STATIC_FILTERS: "true" } : {}),
  };
}

class GndNode implements GraphNode {
  readonly child: Child;
  readonly #ports: GraphNodePorts;

  constructor(child: Child, ports: GraphNodePorts) {
    this.child = child;
    this.#ports = ports;
  }

  get statusUrl(): string {
    return `http://127.0.0.1:${this.#ports.status}/graphql`;
  }

  get metricsUrl(): string {
    return `http://127.0.0.1:${this.#ports.metrics}/metrics`;
  }

  async waitUntilReady(): Promise<void> {
    await this.child.waitUntil(() => this.#isReady(), { timeoutMs: READY_MS });
  }

  /** The admin port is the last to open; a method it does not know is an answer, too. */
  async #isReady(): Promise<true | null> {
    try {
      await callRpc(this.#adminUrl, "seawall_ping", {});
      return true;
    } catch (error) {
      return describe(error).startsWith("seawall_ping failed") ? true : null;
    }
  }

  get #adminUrl(): string {
    return `http://127.0.0.1:${this.#ports.admin}`;
  }

  async deploy(name: string, manifest: string): Promise<string> {
    await callRpc(this.#adminUrl, "subgraph_create", { name }).catch(ignoreExisting);
    await callRpc(this.#adminUrl, "subgraph_deploy", { name, ipfs_hash: manifest });
    return `http://127.0.0.1:${this.#ports.graphql}/subgraphs/name/${name}`;
  }

  stop(): Promise<void> {
    return this.child.stop();
  }
}

function ignoreExisting(error: unknown): void {
  if (!describe(error).includes("already exists")) throw error;
}
