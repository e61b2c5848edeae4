import { seededRandom } from "../api/stats/seeded-random.ts";
import type { StressBook, StressLegs } from "../api/stress/book/stress-book.ts";
import { compilePlan } from "../api/stress/replay/compile-plan.ts";
import { GeneralKernel } from "../api/stress/replay/general-kernel.ts";
import { PairKernel } from "../api/stress/replay/pair-kernel.ts";
import { switchesOf } from "../api/stress/replay/replay-plan.ts";
import type { ReplayScenario } from "../api/stress/replay/replay-scenario.ts";
import { type PathRecord, runPath } from "../api/stress/replay/run-path.ts";
import type { BenchContext } from "./support/bench.ts";
import { formatNumber, formatTable } from "./support/table.ts";
import { CRASH_STEPS, crashScenario, madeStressBook } from "./workload/made-stress-book.ts";

const ACCOUNTS = 100_000;
const QUICK_ACCOUNTS = 10_000;
const ROUNDS = 5;
const SEED = 11n;

/**
 * Replays a crash of a day in steps of a minute on 100,000 accounts: of one collateral and one debt by sorted critical prices,
 * and of up to three collaterals by the general kernel; both against looking at every account in every step.
 */
export async function benchReplay({ isQuick, say }: BenchContext): Promise<string> {
  const count = isQuick ? QUICK_ACCOUNTS : ACCOUNTS;
  const random = seededRandom(SEED);
  const pairs = madeStressBook(count, random, 1);
  const baskets = madeStressBook(count, random, 3);
  const scenario = crashScenario(random, 3);
  const rows = [
    compare("one collateral, one debt", pairs, scenario, PairKernel, say),
    compare("the same, general kernel", pairs, scenario, GeneralKernel, say),
    compare("up to three collaterals", baskets, scenario, GeneralKernel, say),
  ];
  return formatTable({
    title: `Replay: ${formatNumber(count)} accounts × ${formatNumber(CRASH_STEPS)} steps, one thread`,
    heads: ["accounts", "replay ms", "every account ms", "ratio", "liquidated", "loss", "loss differs by"],
    rows,
    notes: [
      "Replay: sorting, liquidations and the latent loss after each step; best of five. Aims: 50 ms by sorted critical prices,",
      "1 s by the general kernel. The last column is the relative difference of all losses between the two ways.",
    ],
  });
}

type Kernel = typeof PairKernel | typeof GeneralKernel;

function compare(
  ...[name, book, scenario, Kind, say]: [string, StressBook, ReplayScenario, Kernel, BenchContext["say"]]
): string[] {
  say(`replaying: ${name}`);
  const plan = compilePlan(book, scenario);
  const included = Uint32Array.from({ length: book.accounts.count }, (_, account) => account);
  const run = () => runPath({ book, plan, kernel: new Kind(book, included), switches: switchesOf("ORACLE") });
  const fast = best(run);
  const slow = best(() => everyAccount(book, plan.market, CRASH_STEPS));
  const loss = fast.value.losses.reduce((sum, lost) => sum + lost, 0);
  const difference = slow.value.loss === 0 ? Math.abs(loss) : Math.abs(loss / slow.value.loss - 1);
  return [
    name,
    formatNumber(fast.ms, 1),
    formatNumber(slow.ms, 1),
    formatNumber(slow.ms / fast.ms, 1),
    formatNumber(liquidated(fast.value)),
    formatNumber(loss),
    difference.toExponential(1),
  ];
}

function liquidated({ counts }: PathRecord): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function best<T>(run: () => T): { readonly ms: number; readonly value: T } {
  let fastest = Number.POSITIVE_INFINITY;
  let value = run();
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    value = run();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return { ms: fastest, value };
}

/** The plain way: marks every account in every step, closes what is unsafe, adds up what the others lack. */
function everyAccount(book: StressBook, market: Float64Array, steps: number): { readonly loss: number } {
  const isClosed = new Uint8Array(book.accounts.count);
  const start = Float64Array.from(book.factors, ({ price }) => price ?? 0);
  let [loss, latent] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const row = step * start.length;
    const prices = start.map((price, factor) => price * (market[row + factor] as number));
    const lost = markAll(book, prices, isClosed);
    loss += lost.loss;
    latent += lost.latent;
  }
  return { loss: latent < 0 ? Number.NaN : loss };
}

function markAll({ accounts, markets }: StressBook, prices: Float64Array, isClosed: Uint8Array) {
  const { collateral, debt, count } = accounts;
  const [threshold, bonus] = [markets[0]?.terms.threshold.value ?? 0, markets[0]?.terms.bonus.value ?? 0];
  let [loss, latent] = [0, 0];
  for (let account = 0; account < count; account++) {
    if (isClosed[account] === 1) continue;
    const pledged = worth(collateral, account, prices);
    const owed = worth(debt, account, prices);
    const isUnsafe = pledged * threshold < owed;
    if (isUnsafe) {
      isClosed[account] = 1;
      loss += Math.max(0, owed - pledged / (1 + bonus));
    } else latent += Math.max(0, owed - pledged);
  }
  return { loss, latent };
}

function worth({ start, factor, amount }: StressLegs, account: number, prices: Float64Array): number {
  let sum = 0;
  for (let leg = start[account] as number; leg < (start[account + 1] as number); leg++) {
    sum += (amount[leg] as number) * (prices[factor[leg] as number] as number);
  }
  return sum;
}
