import { rational } from "../api/domain/rational.ts";
import { type Random, seededRandom } from "../api/stats/seeded-random.ts";
import { termOf } from "../api/stress/book/market-terms.ts";
import type { StressBook, StressLegs } from "../api/stress/book/stress-book.ts";
import { compilePlan } from "../api/stress/replay/compile-plan.ts";
import { GeneralKernel } from "../api/stress/replay/general-kernel.ts";
import { PairKernel } from "../api/stress/replay/pair-kernel.ts";
import { switchesOf } from "../api/stress/replay/replay-plan.ts";
import { QUIET, type ReplayScenario } from "../api/stress/replay/replay-scenario.ts";
import { type PathRecord, runPath } from "../api/stress/replay/run-path.ts";
import type { BenchContext } from "./support/bench.ts";
import { formatNumber, formatTable } from "./support/table.ts";

const ACCOUNTS = 100_000;
const QUICK_ACCOUNTS = 10_000;
const STEPS = 1_440;
const ROUNDS = 3;
const SEED = 11n;
/** Path that falls by up to 55 %, with noise and a jump at half of it. */
const DEPTH = 0.55;
const JUMP = 0.6;
const NOISE = 0.02;
const SHORT_TERM = 60;

type Legs = readonly { readonly factor: number; readonly amount: number }[];
type Made = { readonly pledged: readonly Legs[]; readonly owed: readonly Legs[]; readonly factors: number };

/**
 * Replays a crash of a day in steps of a minute on 100,000 accounts: of one collateral and one debt by sorted critical prices,
 * and of up to three collaterals by the general kernel; both against looking at every account in every step.
 */
export async function benchReplay({ isQuick, say }: BenchContext): Promise<string> {
  const count = isQuick ? QUICK_ACCOUNTS : ACCOUNTS;
  const random = seededRandom(SEED);
  const pairs = bookOf(madeAccounts(count, random, 1));
  const baskets = bookOf(madeAccounts(count, random, 3));
  const scenario = crash(random, 3);
  const rows = [
    compare("one collateral, one debt", pairs, scenario, PairKernel, say),
    compare("the same, general kernel", pairs, scenario, GeneralKernel, say),
    compare("up to three collaterals", baskets, scenario, GeneralKernel, say),
  ];
  return formatTable({
    title: `Replay: ${formatNumber(count)} accounts × ${formatNumber(STEPS)} steps, one thread`,
    heads: ["accounts", "replay ms", "every account ms", "ratio", "liquidated", "loss", "loss differs by"],
    rows,
    notes: [
      "Replay: sorting, liquidations and the latent loss after each step; best of three. Aims: 50 ms by sorted critical prices,",
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
  const slow = best(() => everyAccount(book, plan.market, STEPS));
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

/** Accounts with 105 % to 400 % of the required collateral; factor 0 is what is owed. */
function madeAccounts(count: number, random: Random, most: number): Made {
  const pledged: Legs[] = [];
  const owed: Legs[] = [];
  for (let account = 0; account < count; account++) {
    const legs = 1 + Math.floor(random.nextUniform() * most);
    const debt = Math.exp(random.nextUniform() * 9);
    const worths = (debt / 0.8) * (1.05 + 3 * random.nextUniform());
    pledged.push(
      Array.from({ length: legs }, (_, leg) => ({ factor: 1 + leg, amount: worths / legs / 100 })),
    );
    owed.push([{ factor: 0, amount: debt }]);
  }
  return { pledged, owed, factors: most + 1 };
}

function crash(random: Random, assets: number): ReplayScenario {
  const paths = Array.from({ length: assets }, (_, asset) => ({
    asset: `a${1 + asset}`,
    multiples: Array.from({ length: STEPS }, (_, step) => {
      const fall = DEPTH * Math.sin((Math.PI * Math.min(step, STEPS * 0.6)) / (STEPS * 0.6) / 1.4) ** 2;
      const jump = step < STEPS / 2 ? 1 : JUMP;
      return jump * (1 - fall) * (1 + NOISE * Math.sin(step / SHORT_TERM) * random.nextUniform());
    }),
  }));
  return { ...QUIET, stepSeconds: 60, paths };
}

function bookOf({ pledged, owed, factors }: Made): StressBook {
  const exact = rational(1n);
  const terms = {
    threshold: termOf(rational(4n, 5n), "LEDGER"),
    closeFactor: termOf(exact, "LEDGER"),
    bonus: termOf(rational(1n, 20n), "LEDGER"),
  };
  const none = { decimals: 18, heartbeat: null, isFaceValue: false, reason: null, symbol: null };
  return {
    ...{ network: "made", protocol: "made", blockNumber: 1n, at: 0, perpetuals: [], claims: [], layers: [] },
    factors: Array.from({ length: Math.max(factors, 4) }, (_, factor) => ({
      ...{ ...none, asset: `a${factor}`, price: factor === 0 ? 1 : 100 },
      exactPrice: rational(factor === 0 ? 1n : 100n),
    })),
    markets: [{ id: "m", name: "m", kind: "LENDING_RESERVE", collateral: 1, debt: 0, terms }],
    accounts: {
      count: pledged.length,
      owners: [],
      markets: new Int32Array(pledged.length),
      collateral: legsOf(pledged),
      debt: legsOf(owed),
    },
    warnings: [],
  };
}

function legsOf(accounts: readonly Legs[]): StressLegs {
  const flat = accounts.flat();
  const start = new Int32Array(accounts.length + 1);
  for (const [account, legs] of accounts.entries())
    start[account + 1] = (start[account] as number) + legs.length;
  return {
    start,
    factor: Int32Array.from(flat, ({ factor }) => factor),
    market: new Int32Array(flat.length),
    amount: Float64Array.from(flat, ({ amount }) => amount),
    raw: [],
  };
}
