import { type AbiFunction, encodeFunctionData, type Hex, parseAbiItem } from "viem";
import { type RpcClient, RpcError } from "../history/rpc.ts";
import type { BlockId } from "./book.ts";
import { PastStateError, ReconcileError, UnreadableViewError } from "./errors.ts";

/** A view of a contract: `0x…`, `balanceOf(address)`, its arguments. */
export interface ViewCall {
  readonly to: string;
  /** Name and types of the arguments. */
  readonly signature: string;
  readonly args: readonly unknown[];
}

const WORD_DIGITS = 64;
const ADDRESS_DIGITS = 40;
const NO_STATE =
  /missing trie|historical|archive|pruned|header (for hash )?not found|state .*not available|unknown block|out ?of ?range|BlockOutOfRange/i;
const REVERTED = /revert|invalid opcode|out of gas|EVM error|StackUnderflow|InvalidFEOpcode/i;

/**
 * Reads contracts at one block. The block is named by its hash (EIP-1898), so that a reorg cannot slip in another
 * one. Equal calls are made once.
 */
export class ChainReader {
  readonly block: BlockId;
  readonly #rpc: RpcClient;
  readonly #words = new Map<string, Promise<readonly string[]>>();
  readonly #lists = new Map<string, Promise<readonly (readonly string[])[]>>();

  constructor(rpc: RpcClient, block: BlockId) {
    this.#rpc = rpc;
    this.block = block;
  }

  /**
   * Returns one 32-byte word of a view's answer as an unsigned integer.
   *
   * @param index - Place of the word; values of fixed size take one each, in the order of their declaration.
   * @throws {UnreadableViewError} when the contract does not answer.
   */
  async uint(call: ViewCall, index = 0): Promise<bigint> {
    return BigInt(`0x${await this.#word(call, index)}`);
  }

  /**
   * Returns one word of each of several views' answers as unsigned integers, asked for in one request.
   *
   * @throws {UnreadableViewError} when one of the contracts does not answer.
   */
  async uints(calls: readonly ViewCall[], index = 0): Promise<bigint[]> {
    const asked = calls.map((call) => ({ call, data: encode(call) }));
    const key = asked.map(({ call, data }) => `${call.to}${data}`).join();
    const lists = this.#lists.get(key) ?? this.#callAll(asked);
    this.#lists.set(key, lists);
    const answers = await lists;
    return asked.map(({ call }, place) => BigInt(`0x${wordOf(call, answers[place] ?? [], index)}`));
  }

  /** Returns one word as a signed integer; see {@link ChainReader.uint}. */
  async int(call: ViewCall, index = 0): Promise<bigint> {
    return BigInt.asIntN(256, await this.uint(call, index));
  }

  /** Returns one word as an address; see {@link ChainReader.uint}. */
  async address(call: ViewCall, index = 0): Promise<string> {
    return `0x${(await this.#word(call, index)).slice(-ADDRESS_DIGITS)}`;
  }

  async #word(call: ViewCall, index: number): Promise<string> {
    const data = encode(call);
    const key = `${call.to}${data}`;
    const words = this.#words.get(key) ?? this.#call(call, data);
    this.#words.set(key, words);
    return wordOf(call, await words, index);
  }

  async #call(call: ViewCall, data: Hex): Promise<readonly string[]> {
    try {
      const at = { blockHash: this.block.hash };
      return wordsOf(await this.#rpc.call<string>("eth_call", { to: call.to, data }, at));
    } catch (error) {
      throw this.#explain(call, error);
    }
  }

  async #callAll(asked: readonly { readonly call: ViewCall; readonly data: Hex }[]) {
    const [first] = asked;
    if (first === undefined) return [];
    try {
      const at = { blockHash: this.block.hash };
      const calls = asked.map(({ call, data }) => ({
        method: "eth_call",
        params: [{ to: call.to, data }, at],
      }));
      return (await this.#rpc.batch<string>(calls)).map(wordsOf);
    } catch (error) {
      throw this.#explain(first.call, error);
    }
  }

  #explain({ signature, to }: ViewCall, error: unknown): Error {
    if (!(error instanceof RpcError)) return error as Error;
    const { message } = error;
    if (REVERTED.test(message)) return new UnreadableViewError(`${signature} of ${to} reverts`);
    if (NO_STATE.test(message)) return new PastStateError(this.block.number, message);
    return new ReconcileError(`${message}. Check the endpoint given with --rpc.`, { cause: error });
  }
}

function wordsOf(answer: string): readonly string[] {
  return answer.slice(2).match(new RegExp(`.{${WORD_DIGITS}}`, "g")) ?? [];
}

function wordOf(call: ViewCall, words: readonly string[], index: number): string {
  const word = words[index];
  if (word !== undefined) return word;
  throw new UnreadableViewError(`${call.signature} of ${call.to} gave no value: no such contract or view`);
}

function encode({ signature, args }: ViewCall): Hex {
  const item = parseAbiItem(`function ${signature}` as "function f()") as AbiFunction;
  return encodeFunctionData({ abi: [item], functionName: item.name, args: args as [] });
}
