import { decodeFunctionResult, encodeFunctionData, type Hex, maxUint256, numberToHex } from "viem";
import { referenceArtifact } from "../../../../../devnet/contracts/compile.ts";
import type { Contract } from "../../../../../devnet/world/chain-driver.ts";
import { startAnvil, type TestAnvil } from "../../../start-anvil.ts";
import { BlockPerCall } from "../../block-per-call.ts";
import { ACCOUNTS, type Act, GOVERNANCE, MARKET, REINSURER, RUNNER, TREASURY } from "./acts.ts";
import { JsonRpc } from "./json-rpc.ts";
import { COOLDOWN, StakeModel, SurplusModel, VESTING } from "./layer-models.ts";
import { LAYERS, type LayerName } from "./waterfall-model.ts";

const GAS = numberToHex(1_500_000);
const ALL = 10n ** 30n;
/** Code that accepts every call: the runner is told of what was covered later. */
const SILENT_CODE = "0x00";

/** A log as the node gives it. */
export interface RawLog {
  readonly topics: readonly [Hex, ...Hex[]];
  readonly data: Hex;
}

/** What became of a transaction. */
export interface Receipt {
  readonly isAccepted: boolean;
  readonly logs: readonly RawLog[];
}

/** What the contracts' views and the token say at the end of a block. */
export interface ChainState {
  readonly capital: Readonly<Record<LayerName, Capital>>;
  readonly tokens: Readonly<Record<LayerName, bigint>>;
  readonly open: bigint;
  /** What all shares of the staked module are worth. */
  readonly worthOfShares: bigint;
}

/** Answer of `capitalOf`. */
export interface Capital {
  readonly balance: bigint;
  readonly encumbered: bigint;
  readonly disabled: bigint;
  readonly shares: bigint;
  readonly pendingShares: bigint;
}

interface RpcReceipt {
  readonly transactionHash: Hex;
  readonly status: Hex;
  readonly logs: readonly RawLog[];
}

/** The waterfall with all of its layers on one anvil; each run begins at the same empty state. */
export class WaterfallChain {
  /** Layer of each backstop's id. */
  readonly layerOf = new Map<string, LayerName>();
  readonly #anvil: TestAnvil;
  readonly #rpc: JsonRpc;
  readonly #driver: BlockPerCall;
  readonly #contracts = new Map<string, Contract>();
  /** Deriving an address takes longer than mining a block. */
  readonly #addresses: readonly Hex[];
  #snapshot: Hex = "0x";
  #startedAt = 0n;

  private constructor(anvil: TestAnvil) {
    this.#anvil = anvil;
    this.#rpc = new JsonRpc(anvil.url);
    const driver = new BlockPerCall(anvil.url);
    this.#driver = driver;
    this.#addresses = ACCOUNTS.map((account) => driver.address(account));
  }

  static async start(): Promise<WaterfallChain> {
    const chain = new WaterfallChain(await startAnvil("--timestamp", "1750000000", "--order", "fifo"));
    await chain.#deployAll();
    await chain.#rpc.ask("anvil_setCode", chain.#addresses[RUNNER], SILENT_CODE);
    await chain.#rpc.ask("anvil_impersonateAccount", chain.#addresses[RUNNER]);
    await chain.#rpc.ask("evm_setAutomine", false);
    chain.#startedAt = await chain.#driver.timestamp();
    chain.#snapshot = await chain.#rpc.ask<Hex>("evm_snapshot");
    return chain;
  }

  stop(): Promise<void> {
    return this.#anvil.stop();
  }

  /** Takes everything back. @returns Time of the last block, seconds. */
  async reset(): Promise<bigint> {
    await this.#rpc.ask("evm_revert", this.#snapshot);
    this.#snapshot = await this.#rpc.ask<Hex>("evm_snapshot");
    return this.#startedAt;
  }

  /** Makes one block of some calls, in their order. */
  async mine(acts: readonly Act[], time: bigint): Promise<Receipt[]> {
    const hashes: Hex[] = [];
    for (const act of acts) hashes.push(await this.#send(act));
    await this.#rpc.ask("evm_setNextBlockTimestamp", numberToHex(time));
    await this.#rpc.ask("evm_mine");
    const receipts = await this.#rpc.ask<readonly RpcReceipt[]>("eth_getBlockReceipts", "latest");
    return hashes.map((hash) => {
      const receipt = receipts.find(({ transactionHash }) => transactionHash === hash);
      if (receipt === undefined) throw new Error(`${hash} is not in the block`);
      return { isAccepted: receipt.status === "0x1", logs: receipt.logs };
    });
  }

  /** Asks all views at the last block. */
  async state(): Promise<ChainState> {
    const token = this.#get("Token").address;
    const ids = new Map([...this.layerOf].map(([id, layer]) => [layer, id]));
    const answers = await this.#views([
      ...LAYERS.map((layer) => [layer, "capitalOf", [ids.get(layer), token]] as const),
      ...LAYERS.map((layer) => ["Token", "balanceOf", [this.#get(layer).address]] as const),
      ["Waterfall", "deficitOf", [MARKET, token]] as const,
    ]);
    const capital = byLayer(answers.slice(0, LAYERS.length) as Capital[]);
    const [open] = answers.at(-1) as readonly [bigint, bigint];
    const worth = ["StakedModule", "worthOf", [capital.StakedModule.shares]] as const;
    const [worthOfShares] = (await this.#views([worth])) as [bigint];
    const tokens = byLayer(answers.slice(LAYERS.length, -1) as bigint[]);
    return { capital, tokens, open, worthOfShares };
  }

  #get(name: string): Contract {
    const contract = this.#contracts.get(name);
    if (contract === undefined) throw new Error(`${name} was not deployed`);
    return contract;
  }

  #send({ from, contract, functionName, args }: Act): Promise<Hex> {
    const { abi, address: to } = this.#get(contract);
    const data = encodeFunctionData({ abi, functionName, args });
    return this.#rpc.ask<Hex>("eth_sendTransaction", {
      from: this.#addresses[from],
      to,
      data,
      gas: GAS,
      gasPrice: "0x77359400",
    });
  }

  async #views(views: readonly (readonly [string, string, readonly unknown[]])[]): Promise<unknown[]> {
    const questions = views.map(([name, functionName, args]) => {
      const { abi, address: to } = this.#get(name);
      const data = encodeFunctionData({ abi, functionName, args });
      return { method: "eth_call", params: [{ to, data }, "latest"] };
    });
    const answers = await this.#rpc.askAll(questions);
    return views.map(([name, functionName], at) =>
      decodeFunctionResult({ abi: this.#get(name).abi, functionName, data: answers[at] as Hex }),
    );
  }

  async #deploy(name: string, args: readonly unknown[], key = name): Promise<Hex> {
    const { abi, bytecode } = referenceArtifact(name);
    const contract = await this.#driver.deploy(name, abi, bytecode, args);
    this.#contracts.set(key, contract);
    return contract.address;
  }

  #govern(name: string, functionName: string, args: readonly unknown[]): Promise<unknown> {
    return this.#driver.call(GOVERNANCE, this.#get(name), { functionName, args });
  }

  async #deployAll(): Promise<void> {
    const token = await this.#deploy("TestToken", ["USD Coin", "USDC", 6], "Token");
    const share = await this.#deploy("DebtToken", ["Bond share", "BOND"]);
    const waterfall = await this.#deploy("Waterfall", [token]);
    await this.#deploy("InsuranceFund", [token, 1]);
    await this.#deploy("StakedModule", [token, 2, COOLDOWN, new StakeModel().maxSlashBps]);
    const bonds = await this.#deploy("BondReserve", [token, share, 3, VESTING]);
    await this.#deploy("SurplusBuffer", [token, 4, new SurplusModel().target, TREASURY]);
    await this.#deploy("ReinsuranceLayer", [token, this.#addresses[REINSURER], 5]);
    await this.#govern("DebtToken", "setMinter", [bonds, true]);
    await this.#govern("Waterfall", "setRunner", [MARKET, this.#addresses[RUNNER]]);
    for (const layer of LAYERS) await this.#join(layer, waterfall);
    for (const account of ACCOUNTS) await this.#endow(account);
  }

  async #join(layer: LayerName, waterfall: Hex): Promise<void> {
    await this.#govern("Waterfall", "addLayer", [this.#get(layer).address]);
    await this.#govern(layer, "setWaterfall", [waterfall]);
    this.layerOf.set(await this.#driver.read<string>(this.#get(layer), "backstop"), layer);
  }

  async #endow(account: number): Promise<void> {
    await this.#govern("Token", "mint", [this.#addresses[account], ALL]);
    for (const spender of [...LAYERS, "Waterfall"]) {
      const args = [this.#get(spender).address, maxUint256];
      await this.#driver.call(account, this.#get("Token"), { functionName: "approve", args });
    }
  }
}

function byLayer<T>(values: readonly T[]): Record<LayerName, T> {
  return Object.fromEntries(LAYERS.map((layer, at) => [layer, values[at]])) as Record<LayerName, T>;
}
