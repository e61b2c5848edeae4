import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HistoryDescription } from "../../../devnet/history/format.ts";
import { type RunUrls, startSeawall } from "./seawall-run.ts";
import { makeStackFixture, type StackFixture } from "./stack-fixture.ts";

/** A recorded history that has been imported, emitted again and indexed. */
export interface HistoryStack {
  readonly stack: StackFixture;
  readonly urls: RunUrls;
  readonly description: HistoryDescription;
}

/** Longest that importing, replaying and indexing may take, milliseconds. */
export const HISTORY_MS = 900_000;

/**
 * Imports recorded data with `seawall import` and indexes it with `seawall up --history`.
 *
 * @param source - `maker` or `hegic`.
 * @param from - Folder of the recorded files.
 */
export async function startHistoryStack(source: string, from: string): Promise<HistoryStack> {
  const stack = await makeStackFixture(source);
  const out = join(stack.dataDir, "..", "history");
  const importing = startSeawall({ args: ["import", source, "--from", from, "--out", out] });
  const { code } = await importing.exited;
  if (code !== 0) throw new Error(`seawall import ended with ${code}:\n${importing.output}`);
  const description = JSON.parse(readFileSync(join(out, "history.json"), "utf8")) as HistoryDescription;
  const run = stack.start("--history", out);
  return { stack, urls: await run.ready(HISTORY_MS), description };
}
