import { resolve } from "node:path";
import { type RecordProgress, recordHistory } from "../history/record-history.ts";
import { UsageError } from "../stack/errors.ts";
import { blockFlag, parseFlags, requiredFlag } from "./flags.ts";
import { networkFile } from "./network-file.ts";
import type { CommandContext } from "./up.ts";

const USAGE = `Usage: seawall record --rpc URL --network NAME --from N --to N --out DIR

Records every log that the subgraph reads on a network into a folder for "seawall up --history DIR".

  --rpc URL        Ethereum JSON-RPC endpoint; calls at past blocks need an archive node
  --network NAME   a network of subgraph/networks/, or the path of a file like those
  --from N --to N  first and last block, both included
  --out DIR        folder to write

Stop it at any time: the same command goes on where it was.`;

const OPTIONS = {
  rpc: { type: "string" },
  network: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  out: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const INTEGER = new Intl.NumberFormat("en-US");

/** Writes progress with the rate and the time left, from the blocks read since the start of this run. */
function describe(progress: RecordProgress, startedWith: number, seconds: number): string {
  const { blocks, totalBlocks, logs } = progress;
  const rate = (blocks - startedWith) / Math.max(seconds, 0.001);
  const left = rate > 0 ? Math.ceil((totalBlocks - blocks) / rate) : 0;
  return `block ${INTEGER.format(blocks)} of ${INTEGER.format(totalBlocks)} · ${INTEGER.format(logs)} logs · ${INTEGER.format(Math.round(rate))} blocks/s · ${left} s left`;
}

/**
 * Runs `seawall record`.
 *
 * @returns Exit code: 0.
 * @throws {UsageError} when a flag is missing or malformed.
 * @throws {RecordError} when the history cannot be recorded.
 */
export async function record(context: CommandContext): Promise<number> {
  const values = parseFlags(context.args, OPTIONS, USAGE);
  if (values.help) {
    context.progress.line(USAGE);
    return 0;
  }
  const [from, to] = [
    blockFlag("from", requiredFlag("from", values.from, USAGE), USAGE),
    blockFlag("to", requiredFlag("to", values.to, USAGE), USAGE),
  ];
  if (to < from) throw new UsageError(`--to ${to} lies before --from ${from}.`);
  const out = resolve(context.cwd, requiredFlag("out", values.out, USAGE));
  const started = Date.now();
  let startedWith: number | undefined;
  const onProgress = (progress: RecordProgress) => {
    startedWith ??= progress.blocks;
    context.progress.live(describe(progress, startedWith, (Date.now() - started) / 1000));
  };
  const network = networkFile(requiredFlag("network", values.network, USAGE), context);
  const { counts } = await recordHistory({
    rpcUrl: requiredFlag("rpc", values.rpc, USAGE),
    network,
    from,
    to,
    out,
    onProgress,
  });
  context.progress.line(
    `recorded ${INTEGER.format(counts.logs)} logs of ${INTEGER.format(counts.blocks)} blocks into ${out}`,
  );
  return 0;
}
