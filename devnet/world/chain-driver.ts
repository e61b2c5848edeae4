import {
  type Abi,
  type Address,
  createTestClient,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  getContractAddress,
  type Hex,
  http,
  type LocalAccount,
  publicActions,
  type TransactionReceipt,
} from "viem";
import { deployerAccount } from "./accounts.ts";
import { type Artifact, type Libraries, linkBytecode } from "./artifact.ts";
import { UnfinishedWorldError, UnsuitableChainError, WorldTransactionError } from "./errors.ts";

/** A contract on the local chain. */
export interface Contract {
  readonly name: string;
  readonly address: Address;
  readonly abi: Abi;
  /** Gas limit of its calls, so that many fit into a block; a generous one when absent. */
  readonly callGas?: bigint;
}

interface Pending {
  readonly label: string;
  readonly from: LocalAccount;
  readonly to: Address | null;
  readonly data: Hex;
  readonly value: bigint;
  readonly gas: bigint;
  readonly mayRevert: boolean;
  readonly nonce: number;
}

const GAS_PRICE = 100_000_000_000n;
const CALL_GAS = 4_000_000n;
const KEEPER_GAS = 1_500_000n;
const PAYMENT_GAS = 21_000n;
const DEPLOY_GAS = 6_500_000n;
const BLOCK_GAS = 30_000_000n;

function connectClient(rpcUrl: string) {
  return createTestClient({ mode: "anvil", transport: http(rpcUrl), cacheTime: 0 }).extend(publicActions);
}

type Client = ReturnType<typeof connectClient>;

function describeCall(
  from: LocalAccount,
  contract: Contract,
  functionName: string,
  args: readonly unknown[],
): Omit<Pending, "nonce" | "mayRevert"> {
  const data = encodeFunctionData({ abi: contract.abi, functionName, args });
  const label = `${contract.name}.${functionName}`;
  return { label, from, to: contract.address, data, value: 0n, gas: contract.callGas ?? CALL_GAS };
}

/**
 * Queues transactions and mines them in blocks whose time is given, in the order in which they were queued.
 *
 * Everything is signed here with legacy transactions of fixed gas and price, so that the same calls give the
 * same transaction hashes, logs and block hashes on every run.
 */
export class ChainDriver {
  readonly client: Client;
  readonly chainId: number;
  #queue: Pending[] = [];
  readonly #nonces = new Map<Address, number>();
  #transactions = 0;
  #timestamp: number;
  #blockNumber = 0;
  #baseFee: bigint | null = null;

  constructor(client: Client, chainId: number, timestamp: number) {
    this.client = client;
    this.chainId = chainId;
    this.#timestamp = timestamp;
  }

  /**
   * Connects to a chain without blocks and stops automatic mining.
   *
   * @param start - Seconds; the first block comes after this time.
   * @throws {UnfinishedWorldError} when the chain has blocks beyond its genesis.
   */
  static async connect(rpcUrl: string, start: number): Promise<ChainDriver> {
    const client = connectClient(rpcUrl);
    const [chainId, head] = await Promise.all([client.getChainId(), client.getBlock()]);
    if (head.number > 0n) throw new UnfinishedWorldError(Number(head.number));
    if (head.timestamp > start)
      throw new UnsuitableChainError(`a genesis not after ${start}`, `${head.timestamp}`);
    await client.setAutomine(false);
    return new ChainDriver(client, chainId, start);
  }

  /** Turns automatic mining on again, as anvil has it. */
  async release(): Promise<void> {
    await this.client.setAutomine(true);
  }

  /** Timestamp of the latest block, seconds; before the first, the start. */
  get timestamp(): number {
    return this.#timestamp;
  }

  get blockNumber(): number {
    return this.#blockNumber;
  }

  /** Whether transactions wait for a block. */
  get hasQueue(): boolean {
    return this.#queue.length > 0;
  }

  /**
   * Sets the base fee of the blocks from here on, which is also what their transactions pay for gas. Until then the fee is
   * the chain's own and transactions pay 100 gwei.
   *
   * @param wei - For one unit of gas.
   */
  setBaseFee(wei: bigint): void {
    this.#baseFee = wei;
  }

  /** Transactions mined by this driver. */
  get transactions(): number {
    return this.#transactions;
  }

  /** Queues a deployment by the deployer and returns the contract at the address it will have. */
  deploy(artifact: Artifact, args: readonly unknown[] = [], libraries: Libraries = {}): Contract {
    const bytecode = linkBytecode(artifact, libraries);
    const data = encodeDeployData({ abi: artifact.abi, bytecode, args });
    const address = this.create(deployerAccount(), data, artifact.name);
    return { name: artifact.name, address, abi: artifact.abi };
  }

  /** Queues a contract creation from raw bytecode and returns the address it will have. */
  create(from: LocalAccount, data: Hex, label: string): Address {
    const nonce = this.#push({ label, from, to: null, data, value: 0n, gas: DEPLOY_GAS, mayRevert: false });
    return getContractAddress({ from: from.address, nonce: BigInt(nonce) });
  }

  /** Queues a call that must succeed. */
  send(from: LocalAccount, contract: Contract, functionName: string, args: readonly unknown[] = []): void {
    this.#push({ ...describeCall(from, contract, functionName, args), mayRevert: false });
  }

  /** Queues a call that may revert on chain, as the calls of competing keepers do. */
  attempt(from: LocalAccount, contract: Contract, functionName: string, args: readonly unknown[]): void {
    const call = describeCall(from, contract, functionName, args);
    this.#push({ ...call, gas: KEEPER_GAS, mayRevert: true });
  }

  /** Queues a payment of the chain's coin by the deployer. @param value - In wei. */
  pay(to: Address, value: bigint): void {
    const from = deployerAccount();
    this.#push({ label: "payment", from, to, data: "0x", value, gas: PAYMENT_GAS, mayRevert: false });
  }

  /**
   * Mines one block at the given time with as much of the queue as fits, in order.
   *
   * @param timestamp - Seconds; must be later than the latest block.
   * @throws {WorldTransactionError} when a transaction that must succeed does not.
   */
  async mineAt(timestamp: number): Promise<TransactionReceipt[]> {
    const batch = this.#takeBatch();
    const hashes: Hex[] = [];
    if (this.#baseFee !== null) await this.client.setNextBlockBaseFeePerGas({ baseFeePerGas: this.#baseFee });
    for (const pending of batch) hashes.push(await this.#submit(pending));
    await this.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
    await this.client.mine({ blocks: 1 });
    this.#timestamp = timestamp;
    this.#blockNumber += 1;
    this.#transactions += batch.length;
    const receipts = await Promise.all(hashes.map((hash) => this.client.getTransactionReceipt({ hash })));
    await Promise.all(receipts.map((receipt, index) => this.#check(receipt, batch[index])));
    return receipts;
  }

  /**
   * Mines blocks at a fixed spacing until the queue is empty.
   *
   * @param spacing - Seconds between blocks.
   */
  async mineAll(spacing = 13): Promise<TransactionReceipt[]> {
    const receipts: TransactionReceipt[] = [];
    while (this.#queue.length > 0) receipts.push(...(await this.mineAt(this.#timestamp + spacing)));
    return receipts;
  }

  /** Answers a view at the latest block. The caller states the type that the ABI gives. */
  async read<T>(contract: Contract, functionName: string, args: readonly unknown[] = []): Promise<T> {
    const data = encodeFunctionData({ abi: contract.abi, functionName, args });
    const result = await this.client.call({ to: contract.address, data });
    return decodeFunctionResult({ abi: contract.abi, functionName, data: result.data ?? "0x" }) as T;
  }

  /** Says whether a call would succeed at the latest block. */
  async wouldSucceed(
    from: LocalAccount,
    contract: Contract,
    functionName: string,
    args: readonly unknown[],
  ): Promise<boolean> {
    const data = encodeFunctionData({ abi: contract.abi, functionName, args });
    return this.client.call({ account: from.address, to: contract.address, data, gas: KEEPER_GAS }).then(
      () => true,
      () => false,
    );
  }

  #push(transaction: Omit<Pending, "nonce">): number {
    const { address } = transaction.from;
    const nonce = this.#nonces.get(address) ?? 0;
    this.#nonces.set(address, nonce + 1);
    this.#queue.push({ ...transaction, nonce });
    return nonce;
  }

  #takeBatch(): Pending[] {
    let gas = 0n;
    const fitting = this.#queue.findIndex((pending) => {
      gas += pending.gas;
      return gas > BLOCK_GAS;
    });
    return this.#queue.splice(0, fitting === -1 ? this.#queue.length : fitting);
  }

  async #submit({ from, to, data, value, gas, nonce }: Pending): Promise<Hex> {
    const serializedTransaction = await from.signTransaction({
      type: "legacy",
      chainId: this.chainId,
      nonce,
      gas,
      gasPrice: this.#baseFee ?? GAS_PRICE,
      value,
      data,
      ...(to === null ? {} : { to }),
    });
    return this.client.sendRawTransaction({ serializedTransaction });
  }

  async #check(receipt: TransactionReceipt, pending: Pending | undefined): Promise<void> {
    if (pending === undefined || receipt.status === "success" || pending.mayRevert) return;
    const reason = await this.client
      .call({ account: pending.from.address, data: pending.data, ...(pending.to ? { to: pending.to } : {}) })
      .then(
        () => `a revert after ${receipt.gasUsed} gas that does not repeat`,
        (error: unknown) => String(error instanceof Error ? error.message : error).split("\n", 1)[0] ?? "",
      );
    throw new WorldTransactionError(pending.label, reason);
  }
}
