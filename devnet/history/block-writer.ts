import { concatHex, type Hex, numberToHex, size } from "viem";
import { answersPayload, DRIVER_ADDRESS, frame, logPayload, REPLAY_ACCOUNT } from "./emitter.ts";
import { ReplayError } from "./errors.ts";
import type { RecordedCall } from "./format.ts";
import type { RecordedBlock } from "./read-history.ts";
import type { RpcCall, RpcClient } from "./rpc.ts";

const GAS_PRICE = numberToHex(10n ** 12n);
/** Blocks after which the logs on the chain are counted against the recorded ones. */
const CHECK_EVERY = 1000;

/** Upper bound of a transaction's gas: a fresh storage slot per word of calldata, and a call per frame. */
function gasLimit(data: Hex, frames: number): Hex {
  return numberToHex(100_000 + 1_500 * size(data) + 50_000 * frames);
}

function transaction(frames: readonly Hex[], nonce: number): RpcCall {
  const data = concatHex([...frames]);
  const gas = gasLimit(data, frames.length);
  const params = {
    from: REPLAY_ACCOUNT,
    to: DRIVER_ADDRESS,
    data,
    gas,
    gasPrice: GAS_PRICE,
    nonce: numberToHex(nonce),
  };
  return { method: "eth_sendTransaction", params: [params] };
}

/** One frame for each contract that is asked something at a block. */
function answerFrames(calls: readonly RecordedCall[]): Hex[] {
  const contracts = [...new Set(calls.map(({ to }) => to))];
  return contracts.map((contract) =>
    frame(contract, answersPayload(calls.filter(({ to }) => to === contract))),
  );
}

/** The answers come first, in a transaction of their own; then one transaction for each recorded one. */
function blockFrames(block: RecordedBlock, calls: readonly RecordedCall[]): Hex[][] {
  const logs = block.transactions.map((all) => all.map((log) => frame(log.address, logPayload(log))));
  return calls.length === 0 ? logs : [answerFrames(calls), ...logs];
}

/** Returns the number of logs of a block. */
export function countLogs(block: RecordedBlock): number {
  return block.transactions.reduce((sum, logs) => sum + logs.length, 0);
}

/** Emits blocks one after another and checks, now and then, that every log arrived. */
export class BlockWriter {
  readonly #rpc: RpcClient;
  #nonce: number;
  #unchecked = { from: 0, logs: 0 };

  constructor(rpc: RpcClient, nonce: number) {
    this.#rpc = rpc;
    this.#nonce = nonce;
  }

  async write(block: RecordedBlock, number: number, calls: readonly RecordedCall[]): Promise<void> {
    const frames = blockFrames(block, calls);
    await this.#rpc.batch(frames.map((one, index) => transaction(one, this.#nonce + index)));
    await this.#rpc.call("evm_mine", { timestamp: block.timestamp });
    this.#nonce += frames.length;
    if (this.#unchecked.logs === 0) this.#unchecked.from = number;
    this.#unchecked.logs += countLogs(block);
    if (number - this.#unchecked.from + 1 >= CHECK_EVERY) await this.check(number);
  }

  /** Counts the logs on the chain since the last check. */
  async check(toBlock: number): Promise<void> {
    const { from, logs: expected } = this.#unchecked;
    if (expected === 0) return;
    const range = { fromBlock: numberToHex(from), toBlock: numberToHex(toBlock) };
    const found = (await this.#rpc.call<unknown[]>("eth_getLogs", range)).length;
    if (found !== expected) {
      throw new ReplayError(
        `Blocks ${from} to ${toBlock} of "${this.#rpc.url}" should hold ${expected} logs but hold ${found}. Start again on a fresh anvil that nobody else sends transactions to.`,
      );
    }
    this.#unchecked.logs = 0;
  }
}
