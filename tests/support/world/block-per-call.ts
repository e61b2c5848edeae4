import { setTimeout as sleep } from "node:timers/promises";
import {
  type Abi,
  type Address,
  createTestClient,
  encodeDeployData,
  type Hex,
  http,
  publicActions,
  type TransactionReceipt,
  TransactionReceiptNotFoundError,
  walletActions,
} from "viem";
import { mnemonicToAccount } from "viem/accounts";
import { foundry } from "viem/chains";
import type { Contract } from "../../../devnet/world/chain-driver.ts";

const MNEMONIC = "test test test test test test test test test test test junk";
const GAS = 6_000_000n;
const POLLING_MS = 10;
const LIMIT_MS = 60_000;

/** A call to a contract; `value` is in wei of the chain's coin. */
export interface Call {
  readonly functionName: string;
  readonly args?: readonly unknown[];
  readonly value?: bigint;
}

/** Sends each transaction in a block of its own, from the accounts of the public test mnemonic. */
export class BlockPerCall {
  readonly #client;

  /** @param rpcUrl - Of an anvil that mines automatically. */
  constructor(rpcUrl: string) {
    this.#client = createTestClient({ mode: "anvil", chain: foundry, transport: http(rpcUrl), cacheTime: 0 })
      .extend(publicActions)
      .extend(walletActions);
  }

  /** Address of one of the accounts, from 0. */
  address(index: number): Address {
    return mnemonicToAccount(MNEMONIC, { addressIndex: index }).address;
  }

  /** Deploys a contract from account 0. */
  async deploy(name: string, abi: Abi, bytecode: string, args: readonly unknown[] = []): Promise<Contract> {
    const data = encodeDeployData({ abi, bytecode: bytecode as Hex, args });
    const account = mnemonicToAccount(MNEMONIC);
    const hash = await this.#client.sendTransaction({ account, data, gas: GAS });
    const receipt = await this.#mined(name, hash);
    if (receipt.contractAddress == null) throw new Error(`${name} was not deployed`);
    return { name, address: receipt.contractAddress, abi };
  }

  /**
   * Calls a contract and returns the receipt.
   *
   * @param from - Place of the account, or an address for which anvil sends without its key.
   * @throws {Error} when the call reverts, with the contract's reason.
   */
  async call(from: number | Address, contract: Contract, call: Call): Promise<TransactionReceipt> {
    const account = typeof from === "number" ? mnemonicToAccount(MNEMONIC, { addressIndex: from }) : from;
    const { address, abi } = contract;
    const { functionName, args = [], value = 0n } = call;
    const request = { account, address, abi, functionName, args, value, gas: GAS };
    const hash = await this.#client.writeContract(request);
    return this.#mined(`${contract.name}.${functionName}`, hash).catch(async (error: unknown) => {
      await this.#client.simulateContract(request);
      throw error;
    });
  }

  /** Answers a view at the latest block. */
  read<T>(contract: Contract, functionName: string, args: readonly unknown[] = []): Promise<T> {
    const { address, abi } = contract;
    return this.#client.readContract({ address, abi, functionName, args }) as Promise<T>;
  }

  /** Number of the latest block. */
  async blockNumber(): Promise<bigint> {
    return (await this.#client.getBlock()).number;
  }

  /** Time of the latest block, seconds. */
  async timestamp(): Promise<bigint> {
    return (await this.#client.getBlock()).timestamp;
  }

  /** Lets time pass before the next block. */
  async wait(seconds: number): Promise<void> {
    await this.#client.increaseTime({ seconds });
  }

  /** Lets blocks without transactions pass. */
  async mine(blocks: number): Promise<void> {
    await this.#client.mine({ blocks });
  }

  async #mined(label: string, hash: Hex): Promise<TransactionReceipt> {
    const receipt = await this.#receipt(label, hash);
    if (receipt.status !== "success") throw new Error(`${label} reverted`);
    return receipt;
  }

  /**
   * Asks until the receipt is there. viem's own wait asks again only after another block, and where each block waits for
   * a call there is none: once in some two thousand calls it would wait for ever.
   */
  async #receipt(label: string, hash: Hex): Promise<TransactionReceipt> {
    const deadline = Date.now() + LIMIT_MS;
    while (Date.now() < deadline) {
      const receipt = await this.#client.getTransactionReceipt({ hash }).catch(nullWhenNotFound);
      if (receipt !== null) return receipt;
      await sleep(POLLING_MS);
    }
    throw new Error(`${label} was not mined within ${LIMIT_MS} ms`);
  }
}

function nullWhenNotFound(error: unknown): null {
  if (error instanceof TransactionReceiptNotFoundError) return null;
  throw error;
}
