import { join } from "node:path";
import type { NetworkConfig } from "../../subgraph/manifest/network.ts";
import { RpcClient } from "../history/rpc.ts";
import { ApiLedger } from "../reconcile/api-ledger.ts";
import type { LedgerSource } from "../reconcile/book.ts";
import { ReconcileError } from "../reconcile/errors.ts";
import { exitCodeOf, formatResult } from "../reconcile/format-result.ts";
import { type RangeProgress, reconcileRange } from "../reconcile/reconcile-range.ts";
import { writeResult } from "../reconcile/result-file.ts";
import { SubgraphLedger } from "../reconcile/subgraph-ledger.ts";
import { UsageError } from "../stack/errors.ts";
import { findStack, type RunningStack } from "../stack/running-stack.ts";
import { networkFile } from "./network-file.ts";
import {
  type BlockChoice,
  parseReconcileArgs,
  RECONCILE_USAGE,
  type ReconcileArgs,
} from "./reconcile-args.ts";
import type { CommandContext } from "./up.ts";

/** What is compared with what. */
interface Sides {
  readonly ledger: LedgerSource;
  readonly rpc: RpcClient;
  readonly network: NetworkConfig;
  /** Null where nobody answers for the result. */
  readonly out: string | null;
}

interface Range {
  readonly from: bigint;
  readonly to: bigint;
  readonly every: bigint;
}

/** Exit code where something could not be read. */
const UNREAD = 2;
const COUNT = new Intl.NumberFormat("en-US");

/**
 * Runs `seawall reconcile`. Errors end it, too, with the exit code of what could not be read.
 *
 * @returns Exit code: 0 when ledger and contracts agree, 1 when they differ, 2 when something could not be read.
 */
export async function reconcile(context: CommandContext): Promise<number> {
  try {
    const args = parseReconcileArgs(context.args, context.cwd);
    if (args !== null) return await run(context, args, sidesOf(context, args));
    context.progress.line(RECONCILE_USAGE);
    return 0;
  } catch (error) {
    context.progress.line(error instanceof Error ? error.message : String(error));
    return UNREAD;
  }
}

async function run(context: CommandContext, args: ReconcileArgs, sides: Sides): Promise<number> {
  const startedAt = Date.now();
  const range = await rangeOf(args.blocks, sides);
  const { progress } = context;
  progress.line(`comparing ${sides.network.name}, ${describeRange(range)}`);
  let isStopped = false;
  void context.interrupted.then(() => {
    isStopped = true;
  });
  const { ledger, rpc, network } = sides;
  const { protocol, positions } = args;
  const onProgress = (state: RangeProgress) => progress.live(describeProgress(state, Date.now() - startedAt));
  const options = { ledger, rpc, network, protocol, positions, onProgress, isStopped: () => isStopped };
  const result = await reconcileRange({ ...options, ...range });
  for (const line of formatResult(result)) progress.line(line);
  progress.line(keep(sides, startedAt, result.found.all()));
  return exitCodeOf(result);
}

function keep({ out, network }: Sides, startedAt: number, found: Parameters<typeof writeResult>[2]): string {
  if (out === null)
    return "Not kept: give --out DIR, the folder `reconciliations` beside an API's store, to make it queryable.";
  return `Kept in ${writeResult(out, { network: network.name, startedAt }, found)}`;
}

function sidesOf(context: CommandContext, args: ReconcileArgs): Sides {
  const stack = findStack(args.dataDir);
  const rpc = args.rpc ?? stack?.rpc;
  if (rpc === undefined) throw missing("--rpc URL", args);
  const network = args.network === null ? stack?.network : networkFile(args.network, context);
  if (network === undefined) throw missing("--network NAME", args);
  const isOfStack = args.api === null && args.subgraph === null;
  return {
    ledger: ledgerOf(context, args, { stack, network }),
    rpc: new RpcClient(rpc),
    network,
    out: args.out ?? (isOfStack && stack !== null ? join(stack.storeDir, "reconciliations") : null),
  };
}

function ledgerOf(
  { env }: CommandContext,
  args: ReconcileArgs,
  { stack, network }: { readonly stack: RunningStack | null; readonly network: NetworkConfig },
): LedgerSource {
  if (args.subgraph !== null)
    return new SubgraphLedger({ url: args.subgraph, key: env["SEAWALL_SUBGRAPH_KEY"] ?? null });
  const api = args.api ?? stack?.api;
  if (api === undefined) throw missing("--api URL", args);
  return new ApiLedger(api, network.name);
}

function missing(flag: string, { dataDir }: ReconcileArgs): UsageError {
  return new UsageError(
    `Nothing runs on "${dataDir}", so ${flag} is needed. Start the stack with npm start, or name what to compare.\n\n${RECONCILE_USAGE}`,
  );
}

async function rangeOf(choice: BlockChoice, { ledger, rpc, network }: Sides): Promise<Range> {
  switch (choice.kind) {
    case "last":
      return oneBlock(await ledger.head());
    case "number":
      return oneBlock(choice.number);
    case "hash":
      return oneBlock(await numberOf(rpc, choice.hash));
    case "range": {
      const to = choice.to ?? (await ledger.head());
      const first = BigInt(Math.min(...network.sources.map(({ startBlock }) => startBlock)));
      const from = choice.from ?? (first < to ? first : to);
      if (from <= to) return { from, to, every: choice.every };
      throw new ReconcileError(
        `The ledger ends at block ${to}, before --from ${from}. Choose an earlier one.`,
      );
    }
  }
}

function oneBlock(number: bigint): Range {
  return { from: number, to: number, every: 1n };
}

async function numberOf(rpc: RpcClient, hash: string): Promise<bigint> {
  const block = await rpc.call<{ readonly number: string } | null>("eth_getBlockByHash", hash, false);
  if (block !== null) return BigInt(block.number);
  throw new ReconcileError(`The JSON-RPC endpoint has no block ${hash}. Check --block and --rpc.`);
}

function describeRange({ from, to, every }: Range): string {
  if (from === to) return `block ${to}`;
  return `blocks ${from} to ${to}${every === 1n ? "" : `, every ${every}`}`;
}

function describeProgress({ block, blocks, totalBlocks, found }: RangeProgress, ms: number): string {
  const rate = blocks / Math.max(ms / 1000, 0.001);
  const left = Math.ceil((totalBlocks - blocks) / Math.max(rate, 0.001));
  const differences = found.counts.get("MISMATCH") ?? 0;
  return `block ${block} · ${COUNT.format(blocks)} of ${COUNT.format(totalBlocks)} · ${COUNT.format(differences)} differences · ${rate.toFixed(1)} blocks/s · ${left} s left`;
}
