import type { StressBook } from "../book/stress-book.ts";
import { type LayerDraw, LossLayers, toMoney } from "./loss-layers.ts";
import type { ReplayPlan, ReplaySwitches } from "./replay-plan.ts";
import type { PathRecord } from "./run-path.ts";

/** How the losses of a run fell on the layers. Exact money is in 10^-18 dollars. */
export type SettledLosses = {
  /** Losses of the whole run: realised, and latent at its end beyond those at the block. */
  readonly loss: bigint;
  /** Loss = Σ drawn + unabsorbed. */
  readonly unabsorbed: bigint;
  readonly draws: readonly LayerDraw[];
  /** Losses up to each step, realised and latent, US dollars. */
  readonly lossPath: Float64Array;
  /** What the layers can still pay after each step, US dollars. */
  readonly resources: Float64Array;
  /** First step after which losses exceed what the layers had; null where none does. */
  readonly breach: number | null;
};

/** A run and what it was made with. */
export type LossRun = {
  readonly book: StressBook;
  readonly plan: ReplayPlan;
  readonly record: PathRecord;
  readonly switches: ReplaySwitches;
};

/**
 * Takes the losses of a run out of the layers, step by step in whole numbers: first what leaves, then what was realised. What is
 * latent at the end is taken last, as if it were closed at the market.
 *
 * @param untilBreach - Stops at the first breach; then the rest of the answer is that of the steps before.
 */
export function settleLosses(run: LossRun, untilBreach = false): SettledLosses {
  const { book, plan, record, switches } = run;
  const layers = new LossLayers(book, plan.leftOut);
  const lossPath = new Float64Array(plan.steps);
  const resources = new Float64Array(plan.steps);
  const realised = { dollars: 0, money: 0n };
  let breach: number | null = null;
  for (let step = 0; step < plan.steps && !(untilBreach && breach !== null); step++) {
    if (switches.run) layers.withdraw(plan.withdrawn[step] as number);
    absorbRealised(run, layers, step, realised);
    const latent = newLatent(run, step);
    lossPath[step] = realised.dollars + latent;
    resources[step] = layers.capacity(record.market, step * plan.factors);
    const isBroken = layers.unabsorbed > 0n || latent > (resources[step] as number);
    if (isBroken) breach ??= step;
  }
  const loss = realised.money + absorbLatent(run, layers);
  if (layers.unabsorbed > 0n) breach ??= plan.steps - 1;
  return { loss, unabsorbed: layers.unabsorbed, draws: layers.draws(), lossPath, resources, breach };
}

/** Takes what was realised in a step out of the layers, market by market, and adds it up. */
function absorbRealised(
  { plan, record, book }: LossRun,
  layers: LossLayers,
  step: number,
  realised: { dollars: number; money: bigint },
): void {
  const markets = book.markets.length;
  for (let market = 0; market < markets; market++) {
    const lost = record.losses[step * markets + market] as number;
    if (lost === 0) continue;
    realised.dollars += lost;
    realised.money += toMoney(lost);
    layers.absorb(toMoney(lost), market, pricesAt(record, plan, step));
  }
}

/** Returns what was latent at the end, in money. */
function absorbLatent({ plan, record, book }: LossRun, layers: LossLayers): bigint {
  const last = plan.steps - 1;
  const multiples = pricesAt(record, plan, last);
  let total = 0n;
  for (let market = 0; market < book.markets.length; market++) {
    const lack = toMoney(newLatentOf(record, last * book.markets.length, market));
    total += lack;
    layers.absorb(lack, market, multiples);
  }
  return total;
}

/** Latent losses of all markets beyond those at the block. */
function newLatent({ record, book }: LossRun, step: number): number {
  const row = step * book.markets.length;
  let total = 0;
  for (let market = 0; market < book.markets.length; market++) total += newLatentOf(record, row, market);
  return total;
}

function newLatentOf({ latent, latentAtStart }: PathRecord, row: number, market: number): number {
  return Math.max(0, (latent[row + market] as number) - (latentAtStart[market] as number));
}

function pricesAt({ market }: PathRecord, { factors }: ReplayPlan, step: number): Float64Array {
  return market.subarray(step * factors, (step + 1) * factors);
}
