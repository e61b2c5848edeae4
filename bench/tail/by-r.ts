import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BenchContext } from "../support/bench.ts";

/** What R's programs took and found; milliseconds are the best of three. */
export type ByR = {
  readonly bootMs: number;
  /** Value and both ends. */
  readonly es: readonly [number, number, number];
  readonly fitMs: number;
  readonly shape: number;
  /** Profiles of both parameters. */
  readonly profileMs: number;
  readonly shapeEnds: readonly [number, number];
};

/** What R is asked. */
export type QuestionToR = {
  readonly losses: readonly number[];
  readonly resamples: number;
  readonly blockLength: number;
  readonly threshold: number;
};

const LIMIT_MS = 300_000;

/** Runs the same in R; null, with the reason said, where R or a package is missing. */
export async function askR(
  { folder, repoRoot, say }: BenchContext,
  question: QuestionToR,
): Promise<ByR | null> {
  const file = join(folder, "losses.txt");
  writeFileSync(file, question.losses.join("\n"));
  const { resamples, blockLength, threshold } = question;
  const args = [file, String(resamples), String(blockLength), String(threshold)];
  try {
    const script = join(repoRoot, "bench", "tail", "by-r.R");
    const { stdout } = await promisify(execFile)("Rscript", [script, ...args], { timeout: LIMIT_MS });
    return JSON.parse(stdout) as ByR;
  } catch (error) {
    say(`no comparison with R: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : error}`);
    return null;
  }
}
