import { type Hex, numberToHex } from "viem";
import { BlockWriter, countLogs } from "./block-writer.ts";
import { CallQueue } from "./call-queue.ts";
import { DRIVER_ADDRESS, DRIVER_CODE, EMITTER_CODE, REPLAY_ACCOUNT } from "./emitter.ts";
import { ReplayError } from "./errors.ts";
import type { HistoryDescription } from "./format.ts";
import { type RecordedBlock, readBlocks, readCalls, readHistory } from "./read-history.ts";
import { RpcClient } from "./rpc.ts";

/** How far a replay is. */
export interface ReplayProgress {
  readonly blocks: number;
  readonly totalBlocks: number;
  readonly logs: number;
  readonly totalLogs: number;
}

/** What lies on the chain after a replay; times in seconds. */
export interface ReplayResult {
  readonly blocks: number;
  readonly logs: number;
  /** Logs that this call emitted; 0 when everything was there already. */
  readonly emitted: number;
  readonly firstTimestamp: number;
  readonly lastTimestamp: number;
}

/** What {@link replayHistory} needs. */
export interface ReplayOptions {
  /** An anvil without automatic mining, started at block 0 with a genesis time before the history's. */
  readonly rpcUrl: string;
  /** History folder. */
  readonly dir: string;
  readonly onProgress?: (progress: ReplayProgress) => void;
  /**
   * Awaited before each block of a history with calls, with its number on the chain: whoever indexes asks for
   * answers at past blocks, and anvil forgets all but the last 4,000.
   */
  readonly beforeBlock?: (number: number) => Promise<void>;
}

const RICH = numberToHex(2n ** 160n);
const BLOCK_GAS_LIMIT = numberToHex(2n ** 50n);
/** Puts the contracts and the sender's money in place; only once, or block hashes would differ from run to run. */
async function prepareChain(rpc: RpcClient, description: HistoryDescription): Promise<void> {
  const codes = description.contracts.map(({ address }) => ({
    method: "anvil_setCode",
    params: [address, EMITTER_CODE],
  }));
  await rpc.call("anvil_setBalance", REPLAY_ACCOUNT, RICH);
  await rpc.batch([{ method: "anvil_setCode", params: [DRIVER_ADDRESS, DRIVER_CODE] }, ...codes]);
}

async function assertFreshChain(rpc: RpcClient, description: HistoryDescription): Promise<void> {
  const genesis = await rpc.call<{ timestamp: Hex }>("eth_getBlockByNumber", "0x0", false);
  if (Number(genesis.timestamp) < description.range.fromTimestamp) return;
  const start = description.range.fromTimestamp - 1;
  throw new ReplayError(
    `The chain at "${rpc.url}" starts at time ${Number(genesis.timestamp)}, after the history's first block. Start anvil with --timestamp ${start}.`,
  );
}

/** Makes the chain ready to take blocks one by one. Transactions left by a replay that was killed are dropped. */
async function takeControl(rpc: RpcClient): Promise<number> {
  await rpc.call("evm_setAutomine", false);
  await rpc.call("anvil_dropAllTransactions");
  await rpc.call("evm_setBlockGasLimit", BLOCK_GAS_LIMIT);
  await rpc.call("anvil_impersonateAccount", REPLAY_ACCOUNT);
  return Number(await rpc.call<Hex>("eth_getTransactionCount", REPLAY_ACCOUNT, "latest"));
}

/** Returns the number of recorded blocks already on the chain. */
async function minedBlocks(rpc: RpcClient, description: HistoryDescription): Promise<number> {
  const head = Number(await rpc.call<Hex>("eth_blockNumber"));
  if (head === 0) {
    await assertFreshChain(rpc, description);
    await prepareChain(rpc, description);
    return 0;
  }
  const code = await rpc.call<Hex>("eth_getCode", DRIVER_ADDRESS, "latest");
  if (code === DRIVER_CODE) return head;
  throw new ReplayError(
    `The chain at "${rpc.url}" already has ${head} blocks that are no replay. Start a fresh anvil at block 0.`,
  );
}

async function assertSameHistory(rpc: RpcClient, block: RecordedBlock, number: number): Promise<void> {
  const local = await rpc.call<{ timestamp: Hex }>("eth_getBlockByNumber", numberToHex(number), false);
  if (Number(local.timestamp) === block.timestamp) return;
  throw new ReplayError(
    `Block ${number} of "${rpc.url}" has time ${Number(local.timestamp)}, but recorded block ${block.blockNumber} has ${block.timestamp}: the chain replays another history. Start a fresh anvil.`,
  );
}

/**
 * Emits a recorded history again on a local chain: same addresses, topics, data, order and block times.
 *
 * Block `n` of the chain holds the `n`-th recorded block that has logs, so the chain itself tells how far a
 * replay is: a second call goes on where the first one stopped, and does nothing when all is there.
 *
 * @throws {ReplayError} when the chain holds something else, starts too late, or loses a log.
 * @throws {HistoryError} when the folder is no history or its files do not match.
 * @throws {RpcError} when the chain does not answer.
 */
export async function replayHistory(options: ReplayOptions): Promise<ReplayResult> {
  const { rpcUrl, dir, onProgress } = options;
  const description = await readHistory(dir);
  const rpc = new RpcClient(rpcUrl);
  const mined = await minedBlocks(rpc, description);
  const { blocks: totalBlocks, logs: totalLogs } = description.counts;
  if (mined > totalBlocks) {
    throw new ReplayError(
      `The chain at "${rpcUrl}" has ${mined} blocks but the history only ${totalBlocks}. Start a fresh anvil.`,
    );
  }
  const writer = new BlockWriter(rpc, await takeControl(rpc));
  const calls = new CallQueue(readCalls(dir, description));
  const pace = description.counts.calls === 0 ? undefined : options.beforeBlock;
  let number = 0;
  let logs = 0;
  let emitted = 0;
  for await (const block of readBlocks(dir, description)) {
    number += 1;
    const due = await calls.until(block.blockNumber);
    if (number > mined) {
      await pace?.(number);
      await writer.write(block, number, due);
      emitted += countLogs(block);
    } else if (number === mined) await assertSameHistory(rpc, block, number);
    logs += countLogs(block);
    onProgress?.({ blocks: number, totalBlocks, logs, totalLogs });
  }
  await writer.check(number);
  const { fromTimestamp, toTimestamp } = description.range;
  return { blocks: number, logs, emitted, firstTimestamp: fromTimestamp, lastTimestamp: toTimestamp };
}
