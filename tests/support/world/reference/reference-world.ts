import type { Address } from "viem";
import { referenceArtifact } from "../../../../devnet/contracts/compile.ts";
import type { Contract } from "../../../../devnet/world/chain-driver.ts";
import {
  type ReferenceStage,
  type StagedContract,
  standardSources,
} from "../../../../devnet/world/reference/reference-stage.ts";
import type { NetworkConfig } from "../../../../subgraph/manifest/network.ts";
import { startAnvil, type TestAnvil } from "../../start-anvil.ts";
import { BlockPerCall } from "../block-per-call.ts";
import { type IndexedLedger, indexLedger } from "../index-ledger.ts";
import { reconcileWorld, type WorldComparison } from "../reconcile-world.ts";

/** Reference contracts on a chain of their own, one block for each call. */
export class ReferenceWorld implements ReferenceStage {
  readonly chain: BlockPerCall;
  readonly #anvil: TestAnvil;
  readonly #contracts = new Map<string, StagedContract>();
  #ledger: IndexedLedger | null = null;
  #head = 0n;

  private constructor(anvil: TestAnvil) {
    this.#anvil = anvil;
    this.chain = new BlockPerCall(anvil.url);
  }

  static async start(): Promise<ReferenceWorld> {
    return new ReferenceWorld(await startAnvil("--timestamp", "1750000000"));
  }

  /** Where the subgraph finds the contracts. */
  get network(): NetworkConfig {
    const sources = standardSources(this.#contracts);
    return { name: "reference", graphNetwork: "reference", chainId: 31_337, sources };
  }

  get rpcUrl(): string {
    return this.#anvil.url;
  }

  /** Number of the last block that a call made. */
  get head(): number {
    return Number(this.#head);
  }

  /** GraphQL of the ledger; only after {@link ReferenceWorld.index}. */
  get ledgerUrl(): string {
    if (this.#ledger === null) throw new Error("the world is not indexed yet");
    return this.#ledger.url;
  }

  async deploy(name: string, args: readonly unknown[] = [], key = name): Promise<Contract> {
    const { abi, bytecode } = referenceArtifact(name);
    const contract = await this.chain.deploy(name, abi, bytecode, args);
    this.#contracts.set(key, { contract, startBlock: Number(await this.chain.blockNumber()) });
    return contract;
  }

  get(key: string): Contract {
    const staged = this.#contracts.get(key);
    if (staged === undefined) throw new Error(`${key} was not deployed`);
    return staged.contract;
  }

  address(account: number): Address {
    return this.chain.address(account);
  }

  async call(from: number, key: string, functionName: string, args: readonly unknown[] = []): Promise<void> {
    const { blockNumber } = await this.chain.call(from, this.get(key), { functionName, args });
    this.#head = blockNumber;
  }

  read<T>(key: string, functionName: string, args: readonly unknown[] = []): Promise<T> {
    return this.chain.read<T>(this.get(key), functionName, args);
  }

  wait(seconds: number): Promise<void> {
    return this.chain.wait(seconds);
  }

  timestamp(): Promise<bigint> {
    return this.chain.timestamp();
  }

  /** Indexes the chain with the real graph-node. */
  async index(): Promise<void> {
    this.#ledger = await indexLedger(this.network, this.rpcUrl, this.head);
  }

  /** Compares the ledger with the contracts' own views at every block. */
  async reconcile(): Promise<WorldComparison> {
    if (this.#ledger === null) throw new Error("the world is not indexed yet");
    const { network, rpcUrl, head } = this;
    const first = Math.min(...network.sources.map(({ startBlock }) => startBlock));
    return reconcileWorld({ ledger: this.#ledger, network, rpcUrl, head, first });
  }

  async stop(): Promise<void> {
    await this.#ledger?.stop();
    await this.#anvil.stop();
  }
}
