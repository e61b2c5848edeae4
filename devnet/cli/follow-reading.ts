import { setTimeout as sleep } from "node:timers/promises";
import type { Api } from "../stack/api-process.ts";
import { type NetworkReadiness, readReadiness } from "../stack/ready-block.ts";
import { duration } from "./indexing-rate.ts";
import type { Progress } from "./progress.ts";

const INTERVAL_MS = 250;
const INTEGER = new Intl.NumberFormat("en-US");

/** Waits until the API's copy is at its subgraph's last block, showing how far it is. */
export async function followReading(progress: Progress, api: Pick<Api, "url" | "block">): Promise<void> {
  while ((await api.block()) === null) {
    await showReading(progress, api.url);
    await sleep(INTERVAL_MS);
  }
}

/** Shows once how far the API's copies are; nothing when it does not answer. */
export async function showReading(progress: Progress, apiUrl: string): Promise<void> {
  const readiness = await readReadiness(apiUrl);
  if (readiness !== null) progress.live(readiness.networks.map(describeReading).join("; "));
}

/**
 * Describes how far one network's copy is, or why it does not go on.
 *
 * @example "reading mainnet: block 1,200 of 4,000 · 52,000 rows · 4,100 rows/s · 14 s left"
 */
export function describeReading(readiness: NetworkReadiness): string {
  const { network, state, block, subgraphBlock, rows, rowsPerSecond, secondsLeft, error } = readiness;
  if (error != null) return `${network} is ${state}: ${error}`;
  const parts = [`block ${numberOr(block, "-")} of ${numberOr(subgraphBlock, "-")}`];
  if (rows !== undefined) parts.push(`${numberOr(rows, "-")} rows`);
  if (rowsPerSecond != null) parts.push(`${INTEGER.format(rowsPerSecond)} rows/s`);
  if (secondsLeft != null && secondsLeft > 0) parts.push(`${duration(secondsLeft)} left`);
  return `reading ${network}: ${parts.join(" · ")}`;
}

function numberOr(text: string | null | undefined, otherwise: string): string {
  return text == null ? otherwise : INTEGER.format(BigInt(text));
}
