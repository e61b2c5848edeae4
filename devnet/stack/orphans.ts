import { callRpc } from "./json-rpc.ts";

/** A JSON-RPC request, as far as it is read here. */
export interface RpcRequest {
  readonly method?: string;
  readonly params?: readonly unknown[];
}

interface Transaction {
  readonly hash: string;
}

interface Log {
  readonly address: string;
  readonly topics: readonly string[];
}

interface Receipt {
  readonly transactionHash: string;
  readonly logs: readonly Log[];
}

interface Block {
  readonly hash: string;
  readonly transactions: readonly Transaction[];
}

interface KeptBlock {
  readonly block: Block;
  readonly receipts: readonly Receipt[];
}

/** What `eth_getLogs` may ask of one block. */
interface LogFilter {
  readonly blockHash?: string;
  readonly address?: string | readonly string[];
  readonly topics?: readonly (string | readonly string[] | null)[];
}

/** Blocks below the head that are kept before a reorganisation; deeper ones are not known here. */
const DEPTH = 128;

/**
 * Blocks that a chain has given up, and the answers to what is asked about them. A node of a public network keeps the
 * blocks of a lost branch and serves them by hash; graph-node walks back along them to the fork, and waits for ever
 * for one that is not served. Anvil throws them away.
 */
export class Orphans {
  readonly #chainUrl: string;
  readonly #blocks = new Map<string, KeptBlock>();

  constructor(chainUrl: string) {
    this.#chainUrl = chainUrl;
  }

  /** Reads the newest blocks of the chain; to be called before it reorganises. */
  async keepNewest(): Promise<void> {
    const head = Number(await callRpc<string>(this.#chainUrl, "eth_blockNumber"));
    const numbers = Array.from({ length: Math.min(DEPTH, head) }, (_, below) => head - below);
    await Promise.all(numbers.map((number) => this.#keep(`0x${number.toString(16)}`)));
  }

  /** Returns the answer about a kept block, or `null` when the request is about something else. */
  answer({ method, params = [] }: RpcRequest): unknown {
    const [subject, isFull] = params;
    if (method === "eth_getBlockByHash") return this.#block(String(subject), isFull === true);
    if (method === "eth_getBlockReceipts") return this.#blocks.get(hashOf(subject))?.receipts ?? null;
    if (method === "eth_getTransactionReceipt") return this.#receipt(String(subject));
    if (method === "eth_getLogs") return this.#logs(subject as LogFilter);
    return null;
  }

  async #keep(number: string): Promise<void> {
    const block = await callRpc<Block>(this.#chainUrl, "eth_getBlockByNumber", [number, true]);
    if (this.#blocks.has(block.hash)) return;
    const receipts = await callRpc<Receipt[]>(this.#chainUrl, "eth_getBlockReceipts", [number]);
    this.#blocks.set(block.hash, { block, receipts });
  }

  #block(hash: string, isFull: boolean): object | null {
    const block = this.#blocks.get(hash)?.block;
    if (block === undefined) return null;
    return isFull ? block : { ...block, transactions: block.transactions.map((one) => one.hash) };
  }

  #receipt(transaction: string): Receipt | null {
    for (const { receipts } of this.#blocks.values()) {
      const receipt = receipts.find(({ transactionHash }) => transactionHash === transaction);
      if (receipt !== undefined) return receipt;
    }
    return null;
  }

  #logs(filter: LogFilter): Log[] | null {
    const kept = this.#blocks.get(filter?.blockHash ?? "");
    return kept?.receipts.flatMap(({ logs }) => logs.filter((log) => matches(log, filter))) ?? null;
  }
}

function hashOf(block: unknown): string {
  return typeof block === "string" ? block : ((block as { blockHash?: string } | null)?.blockHash ?? "");
}

function matches(log: Log, { address, topics = [] }: LogFilter): boolean {
  return isOneOf(log.address, address) && topics.every((wanted, place) => isOneOf(log.topics[place], wanted));
}

function isOneOf(value: string | undefined, wanted: string | readonly string[] | null | undefined): boolean {
  if (wanted === null || wanted === undefined) return true;
  const all = typeof wanted === "string" ? [wanted] : wanted;
  return all.length === 0 || all.some((one) => one.toLowerCase() === value?.toLowerCase());
}
