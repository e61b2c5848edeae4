import { LedgerSession } from "../ledger-session.ts";
import type { LedgerReader } from "../ports.ts";
import type { SeriesPorts } from "../series/series-ports.ts";
import type { Job } from "./job.ts";
import { JOB_INPUTS } from "./job-inputs.ts";

/**
 * Loads the input of a job at the block it was submitted for.
 *
 * @throws {UnknownBlockError} when a reorg dropped the block.
 */
export async function loadJobInput(
  reader: LedgerReader,
  series: SeriesPorts,
  { kind, network, block, args }: Job,
): Promise<unknown> {
  const load = JOB_INPUTS[kind];
  if (load === undefined) throw new Error(`Expected a known kind of job, got "${kind}".`);
  const session = new LedgerSession(reader);
  const view = await session.view({ network, asOf: { blockHash: block.hash } });
  const input = await load({ session, series, view }, args);
  await session.assertUnchanged();
  return input;
}
