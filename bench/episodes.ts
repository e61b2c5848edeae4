import { RollingQuantile } from "../api/stats/rolling-quantile.ts";
import { type Random, seededRandom } from "../api/stats/seeded-random.ts";
import { EPISODE_PARAMETERS } from "../api/stress/episodes/episode-parameters.ts";
import { ScopeDetector } from "../api/stress/episodes/scope-detector.ts";
import type { Trigger } from "../api/stress/episodes/trigger.ts";
import type { BenchContext } from "./support/bench.ts";
import { formatNumber, formatTable } from "./support/table.ts";

const DAY = 288;
const YEAR = 365 * DAY;
const YEARS = 10;
const SEED = 20200312n;
/** Buckets of which the plain way is measured: just after the burn-in of 90 days. */
const PIECE = { from: 90 * DAY, buckets: 1_000 };

/** What one trigger's run took. */
type Run = {
  readonly trigger: Trigger;
  readonly buckets: number;
  /** Milliseconds of the clock, and of the processor: less where others use the machine too. */
  readonly clock: number;
  readonly processor: number;
  readonly episodes: number;
};

/**
 * Measures the dating of stress episodes over ten years of 5-minute buckets, and the quantiles of a piece of it by sorting the
 * whole window anew at every bucket.
 */
export async function benchEpisodes({ isQuick, say }: BenchContext): Promise<string> {
  const buckets = (isQuick ? 2 : YEARS) * YEAR;
  const prices = madePrices(seededRandom(SEED), buckets);
  say(`dating ${formatNumber(buckets)} buckets`);
  const runs = (["PRICE", "LIQUIDATION_INTENSITY", "DEPEG", "RUN", "ORACLE"] as const).map((trigger) =>
    detected(trigger, { columns: columnsOf(trigger, prices), buckets }),
  );
  say("sorting anew");
  return report(runs, compareQuantiles(prices));
}

/** A walk whose width comes in clusters, with a crash now and then. */
function madePrices(random: Random, buckets: number): Float64Array {
  let price = 200;
  let width = 0.001;
  return Float64Array.from({ length: buckets }, () => {
    const draw = random.nextUniform();
    width = draw < 0.0001 ? 0.01 : Math.max(0.0008, width * 0.999);
    price *= Math.exp((random.nextUniform() - 0.5) * 2 * width - (draw < 0.00001 ? 0.2 : 0));
    return price;
  });
}

type Column = (bucket: number) => number;

function columnsOf(trigger: Trigger, prices: Float64Array): readonly Column[] {
  const at = (bucket: number) => prices[bucket] as number;
  const move = (bucket: number) => Math.abs(at(bucket) / at(Math.max(0, bucket - 1)) - 1);
  if (trigger === "PRICE") return [at];
  if (trigger === "DEPEG") return [(bucket) => 1 + move(bucket)];
  if (trigger === "LIQUIDATION_INTENSITY") return [(bucket) => Math.max(0, move(bucket) - 0.002) * 1e8];
  if (trigger === "RUN") return [(bucket) => move(bucket) * 100, at, () => Number.NaN];
  return [(bucket) => 1 + move(bucket) * 100];
}

function detected(
  trigger: Trigger,
  { columns, buckets }: { readonly columns: readonly Column[]; readonly buckets: number },
): Run {
  const series = columns.map((column) => Float64Array.from({ length: buckets }, (_, i) => column(i)));
  const values = columns.map(() => Number.NaN);
  const detector = new ScopeDetector(trigger, EPISODE_PARAMETERS);
  const start = performance.now();
  const used = process.cpuUsage();
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    for (let i = 0; i < values.length; i += 1) values[i] = (series[i] as Float64Array)[bucket] as number;
    detector.push(values);
  }
  const clock = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { trigger, buckets, clock, processor: (user + system) / 1000, episodes: detector.episodes().length };
}

/** Microseconds a bucket of both ways over the piece, and whether their quantiles are equal. */
type Comparison = { readonly ours: number; readonly plain: number; readonly isEqual: boolean };

function compareQuantiles(prices: Float64Array): Comparison {
  const probability = 1 - EPISODE_PARAMETERS.priceQuantile;
  const { from, buckets } = PIECE;
  const falls = Float64Array.from({ length: from + buckets }, (_, i) =>
    i < DAY ? Number.NaN : 1 - (prices[i] as number) / (prices[i - DAY] as number),
  );
  const window = new RollingQuantile(YEAR);
  for (const fall of falls.subarray(0, from)) window.push(fall);
  const [ours, oursTime] = timed(() =>
    Array.from(falls.subarray(from), (fall) => {
      window.push(fall);
      return window.quantile(probability);
    }),
  );
  const [plain, plainTime] = timed(() =>
    Array.from({ length: buckets }, (_, i) => sortedQuantile(falls.slice(DAY, from + i + 1), probability)),
  );
  const isEqual = ours.every((value, i) => value === plain[i]);
  return { ours: (oursTime * 1000) / buckets, plain: (plainTime * 1000) / buckets, isEqual };
}

function sortedQuantile(values: Float64Array, probability: number): number {
  values.sort();
  const place = (values.length - 1) * probability;
  const low = values[Math.floor(place)] as number;
  return low + (place - Math.floor(place)) * ((values[Math.ceil(place)] as number) - low);
}

/** Runs and measures milliseconds of the processor. */
function timed<T>(work: () => T): [result: T, ms: number] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

function report(runs: readonly Run[], { ours, plain, isEqual }: Comparison): string {
  return formatTable({
    title: `Stress episodes: ${formatNumber(runs[0]?.buckets ?? 0)} buckets of 5 minutes a series, one thread`,
    heads: ["series of", "ms of clock", "ms of processor", "episodes"],
    rows: runs.map(({ trigger, clock, processor, episodes }) => [
      trigger,
      ...[clock, processor, episodes].map((value) => formatNumber(value)),
    ]),
    notes: [
      `The 1 % quantile of a year's daily returns, ${formatNumber(PIECE.buckets)} buckets after 90 days: ${formatNumber(ours, 2)} µs a bucket kept up to date,`,
      `${formatNumber(plain)} µs sorted anew at every bucket: ${formatNumber(plain / ours)} times as long. The quantiles are ${isEqual ? "equal" : "NOT EQUAL"}.`,
    ],
  });
}
