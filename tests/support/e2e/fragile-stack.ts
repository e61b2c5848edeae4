import { join, resolve } from "node:path";
import { type Anvil, startAnvil } from "../../../devnet/stack/anvil.ts";
import { type Api, startApi } from "../../../devnet/stack/api-process.ts";
import type { Child } from "../../../devnet/stack/child.ts";
import { type GraphNode, startGraphNode } from "../../../devnet/stack/graph-node.ts";
import { type IpfsStub, startIpfsStub } from "../../../devnet/stack/ipfs-stub.ts";
import { freePort } from "../../../devnet/stack/ports.ts";
import { type Postgres, startPostgres } from "../../../devnet/stack/postgres.ts";
import { buildSubgraph } from "../../../devnet/stack/subgraph-build.ts";
import { requiredAnvilFlags } from "../../../devnet/world/required-anvil-flags.ts";
import { type LocalWorld, playLocalWorld } from "../../../devnet/world/scenario.ts";
import type { RunUrls } from "./seawall-run.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const POLL_MS = 100;

/** What can be killed and started again on what it has stored. The chain lives on. */
export const VICTIMS = ["PostgreSQL", "graph-node", "the API"] as const;

/** A part that is killed. */
export type Victim = (typeof VICTIMS)[number];

/** What the parts stand on; their ports stay the same. */
interface Ground {
  readonly dir: string;
  readonly ports: { readonly postgres: number; readonly graphql: number };
  readonly anvil: Anvil;
  readonly ipfs: IpfsStub;
  readonly manifest: string;
  readonly world: LocalWorld;
}

/**
 * The parts of the stack without the command that stops them all when one dies: a part that is killed is started
 * again on its data, while the chain keeps its history.
 */
export class FragileStack {
  readonly #dir: string;
  readonly #ports: Ground["ports"];
  readonly #anvil: Anvil;
  readonly #ipfs: IpfsStub;
  readonly #manifest: string;
  readonly world: LocalWorld;
  /** File of the API's store. */
  store: string;
  #postgres: Postgres | null = null;
  #node: GraphNode | null = null;
  #api: Api | null = null;
  #ledger = "";
  #database = "graph_node";

  private constructor(parts: Ground) {
    this.#dir = parts.dir;
    this.#ports = parts.ports;
    this.#anvil = parts.anvil;
    this.#ipfs = parts.ipfs;
    this.#manifest = parts.manifest;
    this.world = parts.world;
    this.store = join(parts.dir, "store.duckdb");
  }

  /**
   * Starts a chain, plays the local world on it and builds the subgraph; nothing indexes it yet.
   *
   * @param dir - Folder for everything.
   * @param builds - Folder of builds by content.
   */
  static async open(dir: string, builds: string): Promise<FragileStack> {
    const env = process.env;
    const anvil = await startAnvil({ folder: join(dir, "anvil"), env, flags: requiredAnvilFlags });
    try {
      const world = await playLocalWorld({ rpcUrl: anvil.rpcUrl, onProgress: () => undefined });
      const logFile = join(dir, "build.log");
      const build = await buildSubgraph({
        network: world.network,
        repoRoot: ROOT,
        outDir: builds,
        logFile,
        env,
      });
      const ipfs = await startIpfsStub();
      const ports = { postgres: await freePort(), graphql: await freePort() };
      return new FragileStack({ dir, ports, anvil, ipfs, manifest: build.manifest, world });
    } catch (error) {
      await anvil.child.stop();
      throw error;
    }
  }

  get urls(): RunUrls {
    return { api: this.#api?.url ?? "", ledger: this.#ledger, rpc: this.#anvil.rpcUrl };
  }

  /** Starts whatever does not run. */
  async start(): Promise<void> {
    const env = process.env;
    this.#postgres ??= await startPostgres({
      folder: join(this.#dir, "postgres"),
      env,
      port: this.#ports.postgres,
    });
    this.#node ??= await this.#startNode(await this.#postgres.createDatabase(this.#database));
    this.#ledger = await this.#node.deploy("seawall", this.#manifest);
    this.#api ??= await startApi({
      repoRoot: ROOT,
      main: join(ROOT, "api", "main.ts"),
      env,
      port: await freePort(),
      store: this.store,
      subgraphs: { [this.world.network.name]: this.#ledger },
      pollMs: POLL_MS,
      logFile: join(this.#dir, "api.log"),
    });
  }

  /** Kills one part at once; graph-node does not outlive its database. The API outlives both. */
  async kill(victim: Victim): Promise<void> {
    if (victim === "the API") {
      await killChild(this.#api?.child);
      this.#api = null;
      return;
    }
    if (victim === "PostgreSQL") {
      await killChild(this.#postgres?.child);
      this.#postgres = null;
    }
    await killChild(this.#node?.child);
    this.#node = null;
  }

  /** Lets another graph-node index the same chain into an empty database, from its start. */
  async indexAnew(): Promise<void> {
    await this.stopApi();
    await this.#node?.child.stop();
    this.#node = null;
    this.#database = "anew";
    this.store = join(this.#dir, "anew.duckdb");
    await this.start();
  }

  /** Stops the API, so that its store can be read. */
  async stopApi(): Promise<void> {
    await this.#api?.child.stop();
    this.#api = null;
  }

  /** Stops everything. */
  async close(): Promise<void> {
    await this.stopApi();
    await this.#node?.child.stop();
    await this.#postgres?.child.stop();
    await this.#ipfs.stop();
    await this.#anvil.child.stop();
  }

  async #startNode(databaseUrl: string): Promise<GraphNode> {
    return startGraphNode({
      folder: join(this.#dir, "graph-node"),
      env: process.env,
      graphNetwork: this.world.network.graphNetwork,
      rpcUrl: this.#anvil.rpcUrl,
      databaseUrl,
      ipfsUrl: this.#ipfs.url,
      graphqlPort: this.#ports.graphql,
      pollingMs: POLL_MS,
    });
  }
}

/** Kills the process itself first, as a crash does, and then what it started. */
async function killChild(child: Child | undefined): Promise<void> {
  if (child === undefined) return;
  if (child.how === null) process.kill(child.pid, "SIGKILL");
  await child.exited;
  await child.stop();
}
