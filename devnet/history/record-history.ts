import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Hex, keccak256, toHex } from "viem";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { RecordError } from "./errors.ts";
import { DESCRIPTION_FILE, type HistoryDescription } from "./format.ts";
import { readHistory } from "./read-history.ts";
import { RangeFetcher } from "./record/fetch-range.ts";
import { walkRanges } from "./record/range-walker.ts";
import { type RecordedEvent, recordedEvents } from "./record/recorded-source.ts";
import { RecordingFolder } from "./record/recording-folder.ts";
import { RpcClient } from "./rpc.ts";
import { type HistoryHead, writeHistory } from "./write-history.ts";

/** How far a recording is. */
export interface RecordProgress {
  /** Blocks read in all, also by an earlier run. */
  readonly blocks: number;
  readonly totalBlocks: number;
  readonly logs: number;
}

/** What {@link recordHistory} needs. */
export interface RecordOptions {
  readonly rpcUrl: string;
  /** Network whose contracts are recorded. */
  readonly network: NetworkConfig;
  /** First and last block, both included. */
  readonly from: number;
  readonly to: number;
  /** History folder to write. */
  readonly out: string;
  readonly onProgress?: (progress: RecordProgress) => void;
  /** Waits for a number of milliseconds before a request is tried again. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Names what is recorded; a changed network file gives another name. */
function taskOf({ network, from, to }: RecordOptions, events: readonly RecordedEvent[]): string {
  const contents = events.map(({ address, topics, calls }) => ({ address, topics, calls }));
  const digest = keccak256(toHex(JSON.stringify(contents))).slice(2, 10);
  return `${network.name} ${from} to ${to}, contracts ${digest}`;
}

function head(
  { network, from, to }: RecordOptions,
  events: readonly RecordedEvent[],
  task: string,
): HistoryHead {
  return {
    name: task,
    description: `Every log that the subgraph reads on ${network.name} in blocks ${from} to ${to}, as an Ethereum node gave it.`,
    network: { name: network.name, chainId: network.chainId },
    kinds: Object.fromEntries(events.map(({ address, kind }) => [address, kind])),
    windows: [],
    provenance: [
      {
        field: "every field of every log",
        status: "recorded",
        rule: "eth_getLogs; times from the blocks' headers.",
      },
      {
        field: "answers of calls",
        status: "recorded",
        rule: "eth_call at the block of the log beside which the manifest declares the call; null where the contract reverted.",
      },
    ],
    sources: [],
  };
}

/** Asks the node for its chain id. The URL stays out of the message: it may hold a key. */
async function chainIdOf(rpc: RpcClient): Promise<number> {
  try {
    return Number(await rpc.call<Hex>("eth_chainId"));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RecordError(`${reason}. Check the URL given with --rpc and that the node is running.`, {
      cause,
    });
  }
}

async function assertChain(rpc: RpcClient, { network, to }: RecordOptions): Promise<void> {
  const chainId = await chainIdOf(rpc);
  if (chainId !== network.chainId) {
    throw new RecordError(
      `The network "${network.name}" has chain id ${network.chainId}, but the node behind --rpc answers ${chainId}. Give the RPC URL of that network.`,
    );
  }
  const headBlock = Number(await rpc.call<Hex>("eth_blockNumber"));
  if (to <= headBlock) return;
  throw new RecordError(
    `Block ${to} does not exist yet: the chain's last block is ${headBlock}. Choose a --to up to it.`,
  );
}

/** Returns the finished recording in a folder, or `null` when there is none. */
async function finished(out: string, task: string): Promise<HistoryDescription | null> {
  if (!existsSync(join(out, DESCRIPTION_FILE))) return null;
  const description = await readHistory(out);
  if (description.name !== task) {
    throw new RecordError(`"${out}" already holds the history "${description.name}". Choose another --out.`);
  }
  await rm(RecordingFolder.pathIn(out), { recursive: true, force: true });
  return description;
}

/**
 * Records from an Ethereum node every log that the subgraph reads on a network, with the answers of the calls it
 * makes beside them. A recording that was stopped or killed goes on where it was, and the folder comes out the same.
 *
 * @throws {RecordError} when the node is of another chain, a block does not exist, the folder holds something else,
 * or the node does not answer or keeps refusing.
 */
export async function recordHistory(options: RecordOptions): Promise<HistoryDescription> {
  const { network, from, to, out, onProgress, wait = sleep } = options;
  const events = recordedEvents(network);
  const task = taskOf(options, events);
  const done = await finished(out, task);
  if (done !== null) return done;
  const rpc = new RpcClient(options.rpcUrl);
  await assertChain(rpc, options);
  const folder = await RecordingFolder.open(out, task, from);
  const fetcher = new RangeFetcher(rpc, events);
  const blocks = { from: folder.state.nextBlock, to };
  for await (const range of walkRanges((first, last) => fetcher.fetch(first, last), blocks, wait)) {
    await folder.add(range);
    onProgress?.({ blocks: range.to - from + 1, totalBlocks: to - from + 1, logs: folder.state.logs });
  }
  const description = await writeHistory(out, head(options, events, task), {
    logs: folder.logs(),
    calls: folder.calls(),
  });
  await folder.remove();
  return description;
}
