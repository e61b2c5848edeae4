import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Address, Hex } from "viem";
import { callRpc } from "../../../devnet/stack/json-rpc.ts";
import { makeTempDir } from "../temp-dir.ts";

/** What anvil is started with to continue the snapshot: its first second, and gas for nothing. */
export const SNAPSHOT_FLAGS = ["--timestamp", "1616626752", "--base-fee", "0"] as const;

const LAST_BLOCK = 669;
/** Enough for the largest deployment; gas costs more today than when the snapshot was made. */
const GAS = "0xb71b00";
const BALANCE = "0xd3c21bcecceda1000000";

interface PublishedLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** One block of the snapshot, which holds one transaction. */
export interface SnapshotBlock {
  readonly timestamp: number;
  readonly from: Address;
  /** Null where a contract is created. */
  readonly to: Address | null;
  readonly value: Hex;
  readonly data: Hex;
  readonly nonce: Hex;
  /** What the transaction logged on the chain of the snapshot. */
  readonly logs: readonly PublishedLog[];
}

interface PublishedBlock {
  readonly header: { readonly timestamp: Hex };
  readonly transactions: readonly [
    Omit<SnapshotBlock, "timestamp" | "to" | "logs"> & { readonly hash: Hex; readonly to: string | null },
  ];
}

function readBlock(folder: string, number: number): SnapshotBlock {
  const read = <T>(key: string) => JSON.parse(readFileSync(join(folder, key), "utf8")) as T;
  const { header, transactions } = read<PublishedBlock>(`!blocks!${number}`);
  const [{ from, to, value, data, nonce, hash }] = transactions;
  const receipt = read<{ status: Hex; logs: PublishedLog[] }>(`!transactionReceipts!${hash}`);
  if (receipt.status !== "0x1") throw new Error(`Block ${number} of the snapshot holds a failed transaction`);
  return {
    ...{ timestamp: Number(header.timestamp), from, value, data: `0x${data}`, nonce },
    to: to !== null && to.length === 42 ? (to as Address) : null,
    logs: receipt.logs.map(({ address, topics, data }) => ({ address, topics, data })),
  };
}

/**
 * Reads the chain with all of Maker deployed that @makerdao/testchain publishes. The archive holds one file for each
 * key of the database; only blocks and receipts are unpacked.
 *
 * @param folder - Of the package.
 */
export function readMakerSnapshot(folder: string): readonly SnapshotBlock[] {
  const temp = makeTempDir("maker-snapshot");
  try {
    const archive = join(folder, "snapshots/default.tgz");
    const wanted = ["./!blocks!*", "./!transactionReceipts!*"];
    execFileSync("tar", ["xzf", archive, "-C", temp.path, "--wildcards", ...wanted]);
    return Array.from({ length: LAST_BLOCK }, (_, index) => readBlock(temp.path, index + 1));
  } finally {
    temp.remove();
  }
}

async function sendBlock(rpcUrl: string, block: SnapshotBlock): Promise<readonly PublishedLog[]> {
  const { from, to, value, data, nonce, timestamp } = block;
  const request = { from, value, data, nonce, gas: GAS, gasPrice: "0x0", ...(to === null ? {} : { to }) };
  const hash = await callRpc<Hex>(rpcUrl, "eth_sendTransaction", [request]);
  await callRpc(rpcUrl, "evm_mine", [{ timestamp }]);
  const receipt = await callRpc<{ logs: PublishedLog[] }>(rpcUrl, "eth_getTransactionReceipt", [hash]);
  return receipt.logs.map(({ address, topics, data }) => ({ address, topics, data }));
}

/**
 * Sends every transaction of the snapshot again, one a block, at its time. Takes about ten seconds. Afterwards the chain
 * mines automatically and sends for any account.
 *
 * @param rpcUrl - Of an empty anvil with {@link SNAPSHOT_FLAGS}.
 * @returns numbers of the blocks whose logs are not those of the snapshot.
 */
export async function replaySnapshot(rpcUrl: string, blocks: readonly SnapshotBlock[]): Promise<number[]> {
  await callRpc(rpcUrl, "anvil_autoImpersonateAccount", [true]);
  for (const from of new Set(blocks.map((block) => block.from)))
    await callRpc(rpcUrl, "anvil_setBalance", [from, BALANCE]);
  await callRpc(rpcUrl, "evm_setAutomine", [false]);
  const different: number[] = [];
  for (const [index, block] of blocks.entries()) {
    const logs = await sendBlock(rpcUrl, block);
    if (JSON.stringify(logs) !== JSON.stringify(block.logs)) different.push(index + 1);
  }
  await callRpc(rpcUrl, "evm_setAutomine", [true]);
  return different;
}
