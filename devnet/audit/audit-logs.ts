import { setTimeout as sleep } from "node:timers/promises";
import { type Hex, numberToHex } from "viem";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { walkRanges } from "../history/record/range-walker.ts";
import { type RecordedEvent, recordedEvents } from "../history/record/recorded-source.ts";
import { RpcClient } from "../history/rpc.ts";
import { type AuditedLog, type LogVerdict, logVerdict } from "./log-verdict.ts";

/** Logs of one contract with one first topic and one verdict. */
export interface LogCount {
  /** Protocol and contract, such as `maker/Flipper`. */
  readonly kind: string;
  readonly address: Hex;
  /** First topic; `0x` for a log without topics. */
  readonly topic0: Hex;
  readonly verdict: LogVerdict;
  readonly count: number;
  /** Block of the first one. */
  readonly firstBlock: number;
}

/** What {@link auditLogs} needs. */
export interface AuditOptions {
  readonly rpcUrl: string;
  readonly network: NetworkConfig;
  /** First and last block, both included. */
  readonly from: number;
  readonly to: number;
  readonly onProgress?: (blocks: number, logs: number) => void;
}

interface RpcLog {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly blockNumber: Hex;
}

/**
 * Counts every log of the contracts of a network by what becomes of it. Contracts that others create are not looked
 * at: they are in no network file.
 *
 * @throws {RecordError} when the endpoint keeps refusing.
 * @returns Sorted by contract, address and topic.
 */
export async function auditLogs(options: AuditOptions): Promise<readonly LogCount[]> {
  const { network, from, to, onProgress } = options;
  const rpc = new RpcClient(options.rpcUrl);
  const events = new Map<Hex, RecordedEvent[]>();
  for (const event of recordedEvents(network))
    events.set(event.address, [...(events.get(event.address) ?? []), event]);
  const address = [...events.keys()];
  const fetchRange = async (first: number, last: number) => {
    const range = { fromBlock: numberToHex(first), toBlock: numberToHex(last) };
    return { logs: await rpc.call<RpcLog[]>("eth_getLogs", { address, ...range }) };
  };
  const counts = new Map<string, LogCount>();
  let total = 0;
  for await (const { logs, to: block } of walkRanges(fetchRange, { from, to }, sleep)) {
    for (const log of logs) addLog(counts, events, log);
    total += logs.length;
    onProgress?.(block - from + 1, total);
  }
  return [...counts.values()].sort((a, b) => sortKey(a).localeCompare(sortKey(b)));
}

function addLog(
  counts: Map<string, LogCount>,
  events: ReadonlyMap<string, readonly RecordedEvent[]>,
  { topics, data, ...log }: RpcLog,
): void {
  const address = log.address.toLowerCase() as Hex;
  const ofContract = events.get(address) ?? [];
  const audited: AuditedLog = { address, topics, data };
  const verdict = logVerdict(ofContract, audited);
  const topic0 = topics[0] ?? "0x";
  const key = `${address} ${topic0} ${verdict}`;
  const known = counts.get(key);
  const kind = ofContract[0]?.kind ?? "";
  const firstBlock = known?.firstBlock ?? Number(log.blockNumber);
  counts.set(key, { kind, address, topic0, verdict, count: (known?.count ?? 0) + 1, firstBlock });
}

function sortKey({ kind, address, topic0, verdict }: LogCount): string {
  return `${kind} ${address} ${topic0} ${verdict}`;
}
