import { auditLogs, type LogCount } from "../audit/audit-logs.ts";
import { UsageError } from "../stack/errors.ts";
import { callRpc } from "../stack/json-rpc.ts";
import { blockFlag, parseFlags, requiredFlag } from "./flags.ts";
import { networkFile } from "./network-file.ts";
import type { CommandContext } from "./up.ts";

const USAGE = `Usage: seawall audit --rpc URL --network NAME [--from N] [--to N]

Counts every log of the indexed contracts by what becomes of it:
  READ         a handler of the subgraph reads it
  NOT_READ     no handler asks for its first topic: an event that says nothing of a backstop, or one of a new version
               of the contract
  UNDECODABLE  a handler asks for it, but topics or data are not those of the event, and graph-node drops it silently

  --rpc URL        Ethereum JSON-RPC endpoint
  --network NAME   a network of subgraph/networks/, or the path of a file like those
  --from N --to N  first and last block; from block 0 to the chain's last one unless given

Ends with 1 when a log is undecodable: then the ledger lacks what it says, and the ABI needs its layout.`;

const OPTIONS = {
  rpc: { type: "string" },
  network: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const INTEGER = new Intl.NumberFormat("en-US");

function describeCount({ kind, address, topic0, verdict, count, firstBlock }: LogCount): string {
  const first = `first in block ${INTEGER.format(firstBlock)}`;
  return `${verdict.padEnd(11)} ${INTEGER.format(count).padStart(9)}  ${kind} ${address} ${topic0} ${first}`;
}

function describeTotals(counts: readonly LogCount[]): string {
  const total = (wanted: string) =>
    counts.filter(({ verdict }) => verdict === wanted).reduce((sum, { count }) => sum + count, 0);
  const part = (verdict: string) => `${INTEGER.format(total(verdict))} ${verdict}`;
  return [part("READ"), part("NOT_READ"), part("UNDECODABLE")].join(" · ");
}

/**
 * Runs `seawall audit`.
 *
 * @returns Exit code: 0 when every log that is asked for can be read, else 1.
 * @throws {UsageError} when a flag is missing or malformed.
 * @throws {RecordError} when the endpoint keeps refusing.
 */
export async function audit(context: CommandContext): Promise<number> {
  const values = parseFlags(context.args, OPTIONS, USAGE);
  const { progress } = context;
  if (values.help === true) {
    progress.line(USAGE);
    return 0;
  }
  const rpcUrl = requiredFlag("rpc", values.rpc, USAGE);
  const network = networkFile(requiredFlag("network", values.network, USAGE), context);
  const from = values.from === undefined ? 0 : blockFlag("from", values.from, USAGE);
  const to =
    values.to === undefined
      ? Number(await callRpc<string>(rpcUrl, "eth_blockNumber"))
      : blockFlag("to", values.to, USAGE);
  if (to < from) throw new UsageError(`--to ${to} lies before --from ${from}.`);
  const onProgress = (blocks: number, logs: number) =>
    progress.live(
      `block ${INTEGER.format(blocks)} of ${INTEGER.format(to - from + 1)} · ${INTEGER.format(logs)} logs`,
    );
  const counts = await auditLogs({ rpcUrl, network, from, to, onProgress });
  for (const count of counts) progress.line(describeCount(count));
  progress.line(describeTotals(counts));
  return counts.some(({ verdict }) => verdict === "UNDECODABLE") ? 1 : 0;
}
