import type { Random } from "../../api/stats/seeded-random.ts";
import { askApi } from "../support/ask-api.ts";
import { cpuSeconds } from "../support/process-stat.ts";
import { quantile } from "../support/quantile.ts";
import type { Question } from "./questions.ts";

/** How long the API took for one question, milliseconds. */
export type Timing = {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Processor time of the API for one request; null where /proc does not exist. */
  readonly cpu: number | null;
};

/** Requests before those that count, so that code is compiled and the file's first blocks are read. */
const WARM_UP = 3;

/** An API process that answers. */
export type Asked = { readonly url: string; readonly pid: number; readonly head: number };

/** Asks a question one request after another, each with variables of its own. */
export async function measure(
  api: Asked,
  question: Question,
  { random, rounds }: { readonly random: Random; readonly rounds: number },
): Promise<Timing> {
  const draw = () => question.variables(() => random.nextUniform(), api.head);
  for (let round = 0; round < WARM_UP; round += 1) await askApi(api.url, question.query, draw());
  const cpuBefore = cpuSeconds(api.pid);
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const variables = draw();
    const asked = performance.now();
    await askApi(api.url, question.query, variables);
    took.push(performance.now() - asked);
  }
  const cpuAfter = cpuSeconds(api.pid);
  const cpu = cpuBefore === null || cpuAfter === null ? null : ((cpuAfter - cpuBefore) * 1000) / rounds;
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95), p99: quantile(took, 0.99), cpu };
}
