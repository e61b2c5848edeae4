import {
  type Address,
  createTestClient,
  type Hex,
  http,
  type LocalAccount,
  numberToHex,
  publicActions,
} from "viem";

const CHAIN_ID = 31_337;
const GAS = 2_000_000n;
const GAS_PRICE = 100_000_000_000n;

/** A call to a contract; `to` is null for a creation. */
export interface Call {
  readonly from: LocalAccount;
  readonly to: Address | null;
  readonly data: Hex;
}

function connect(rpcUrl: string) {
  return createTestClient({ mode: "anvil", transport: http(rpcUrl), cacheTime: 0 }).extend(publicActions);
}

/** Mines blocks of given calls on a local chain, and takes them back. A call may revert: then it changes nothing. */
export class BlockMiner {
  readonly client: ReturnType<typeof connect>;

  constructor(client: ReturnType<typeof connect>) {
    this.client = client;
  }

  /** Connects and stops automatic mining. */
  static async connect(rpcUrl: string): Promise<BlockMiner> {
    const client = connect(rpcUrl);
    await client.setAutomine(false);
    return new BlockMiner(client);
  }

  /** Returns number, hash and time of the newest block. */
  async head(): Promise<{ readonly number: number; readonly hash: Hex; readonly timestamp: number }> {
    const { number, hash, timestamp } = await this.client.getBlock();
    return { number: Number(number), hash, timestamp: Number(timestamp) };
  }

  /** Mines one block with the calls in their order. @param wait - Seconds since the block before; 0: as the clock says. */
  async mine(calls: readonly Call[], wait = 0): Promise<void> {
    const nonces = new Map<Address, number>();
    for (const { from } of calls) nonces.set(from.address, await this.nonce(from));
    for (const one of calls) {
      const nonce = nonces.get(one.from.address) ?? 0;
      nonces.set(one.from.address, nonce + 1);
      await this.client.sendRawTransaction({ serializedTransaction: await this.sign(one, nonce) });
    }
    if (wait > 0) {
      const { timestamp } = await this.head();
      await this.client.setNextBlockTimestamp({ timestamp: BigInt(timestamp + wait) });
    }
    await this.client.mine({ blocks: 1 });
  }

  /** Takes the newest blocks back, and forgets their calls. */
  async takeBack(depth: number): Promise<void> {
    await this.client.request({ method: "anvil_rollback", params: [depth] } as never);
    await this.client.request({ method: "anvil_dropAllTransactions" } as never);
  }

  /** Returns the account's next nonce, at the newest block unless one is given. */
  async nonce({ address }: LocalAccount, block?: bigint): Promise<number> {
    const at = block === undefined ? "latest" : numberToHex(block);
    const request = { method: "eth_getTransactionCount", params: [address, at] } as const;
    return Number(await this.client.request(request as never));
  }

  sign({ from, to, data }: Call, nonce: number): Promise<Hex> {
    const target = to === null ? {} : { to };
    return from.signTransaction({
      type: "legacy",
      chainId: CHAIN_ID,
      nonce,
      gas: GAS,
      gasPrice: GAS_PRICE,
      data,
      ...target,
    });
  }
}
