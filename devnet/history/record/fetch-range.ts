import { type Hex, numberToHex } from "viem";
import { RecordError } from "../errors.ts";
import { LOG, type RecordedCall, type RecordedLog } from "../format.ts";
import { type RpcCall, type RpcClient, RpcError } from "../rpc.ts";
import { declaredCall } from "./declared-call.ts";
import { isOfEvent, type LogQuery, logQueries, type RecordedEvent } from "./recorded-source.ts";

/** Blocks asked for in one request. */
const HEADERS_PER_REQUEST = 50;

/** A log as an endpoint gives it. */
interface RpcLog {
  readonly address: string;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
  readonly blockHash: Hex;
  readonly transactionHash: Hex;
  readonly transactionIndex: Hex;
  readonly logIndex: Hex;
}

interface Header {
  readonly number: Hex;
  readonly hash: Hex;
  readonly timestamp: Hex;
}

/** What a range of blocks holds for a history. */
export interface RangeContent {
  readonly logs: readonly RecordedLog[];
  readonly calls: readonly RecordedCall[];
}

/** The chain changed while a range was read: read it again. */
export class ReorganisedError extends RecordError {
  constructor(block: number) {
    super(
      `Block ${block} was replaced while it was recorded. Choose a --to that lies further behind the chain's head.`,
    );
  }
}

async function headersOf(rpc: RpcClient, blocks: readonly number[]): Promise<Map<number, Header>> {
  const headers = new Map<number, Header>();
  for (let start = 0; start < blocks.length; start += HEADERS_PER_REQUEST) {
    const part = blocks.slice(start, start + HEADERS_PER_REQUEST);
    const calls = part.map((block) => ({
      method: "eth_getBlockByNumber",
      params: [numberToHex(block), false],
    }));
    const answers = await rpc.batch<Header | null>(calls);
    for (const [index, header] of answers.entries()) {
      if (header === null) throw new ReorganisedError(part[index] as number);
      headers.set(Number(header.number), header);
    }
  }
  return headers;
}

function toRecorded(log: RpcLog, header: Header | undefined): RecordedLog {
  const blockNumber = Number(log.blockNumber);
  if (header === undefined || header.hash !== log.blockHash) throw new ReorganisedError(blockNumber);
  return LOG.parse({
    blockNumber,
    timestamp: Number(header.timestamp),
    transactionHash: log.transactionHash,
    transactionIndex: Number(log.transactionIndex),
    logIndex: Number(log.logIndex),
    address: log.address.toLowerCase(),
    topics: log.topics,
    data: log.data,
  });
}

function inOrder(logs: readonly RecordedLog[]): RecordedLog[] {
  const byPlace = new Map(logs.map((log) => [`${log.blockNumber} ${log.logIndex}`, log]));
  return [...byPlace.values()].sort((a, b) => a.blockNumber - b.blockNumber || a.logIndex - b.logIndex);
}

/** Reads from one endpoint what the subgraph reads. */
export class RangeFetcher {
  readonly #rpc: RpcClient;
  readonly #events: readonly RecordedEvent[];
  readonly #queries: readonly LogQuery[];

  constructor(rpc: RpcClient, events: readonly RecordedEvent[]) {
    this.#rpc = rpc;
    this.#events = events;
    this.#queries = logQueries(events);
  }

  /**
   * Returns the logs of the blocks `from` to `to`, both included, in order, and the answers of the calls that the
   * manifest declares beside them.
   *
   * @throws {RpcError} when the endpoint refuses; a smaller range may do.
   * @throws {ReorganisedError} when the chain changed meanwhile.
   */
  async fetch(from: number, to: number): Promise<RangeContent> {
    const range = { fromBlock: numberToHex(from), toBlock: numberToHex(to) };
    const found: RpcLog[] = [];
    for (const query of this.#queries) {
      found.push(...(await this.#rpc.call<RpcLog[]>("eth_getLogs", { ...query, ...range })));
    }
    const blocks = [...new Set(found.map((log) => Number(log.blockNumber)))];
    const headers = await headersOf(this.#rpc, blocks);
    const all = inOrder(found.map((log) => toRecorded(log, headers.get(Number(log.blockNumber)))));
    const logs = all.filter((log) => this.#events.some((event) => isOfEvent(event, log)));
    return { logs, calls: await this.#answers(logs) };
  }

  async #answers(logs: readonly RecordedLog[]): Promise<RecordedCall[]> {
    const asked = logs.flatMap((log) =>
      this.#events
        .filter((event) => isOfEvent(event, log))
        .flatMap((event) =>
          event.calls.map((text) => ({ blockNumber: log.blockNumber, ...declaredCall(event, text, log) })),
        ),
    );
    const unique = new Map(asked.map((one) => [JSON.stringify(one), one]));
    const answers: RecordedCall[] = [];
    for (const one of unique.values()) answers.push({ ...one, result: await this.#ask(one) });
    return answers;
  }

  /** Returns the answer after the block, or `null` when the contract reverts or does not exist. */
  async #ask({ blockNumber, to, data }: Omit<RecordedCall, "result">): Promise<Hex | null> {
    const call: RpcCall = { method: "eth_call", params: [{ to, data }, numberToHex(blockNumber)] };
    try {
      const [result] = await this.#rpc.batch<Hex>([call]);
      return result === "0x" ? null : (result as Hex);
    } catch (error) {
      if (error instanceof RpcError && /revert/i.test(error.message)) return null;
      throw error;
    }
  }
}
