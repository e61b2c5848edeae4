import type { StressBook } from "../book/stress-book.ts";
import type { AccountKernel } from "./account-kernel.ts";
import { type ClaimsRun, claimsRun } from "./claims-run.ts";
import { compilePlan } from "./compile-plan.ts";
import { GeneralKernel } from "./general-kernel.ts";
import { findMultiplier, type MultiplierToFailure } from "./multiplier-to-failure.ts";
import { isPairBook, PairKernel } from "./pair-kernel.ts";
import { amplification, type PriceSummary, priceSummaries } from "./price-summary.ts";
import { REPLAY_LEVELS, type ReplayLevel, type ReplayPlan, switchesOf } from "./replay-plan.ts";
import type { ReplayScenario } from "./replay-scenario.ts";
import { replayedAccounts } from "./replayed-accounts.ts";
import { type PathRecord, runPath } from "./run-path.ts";
import { type SettledLosses, settleLosses } from "./settle-losses.ts";

/** Which kernel moves the accounts: `PAIRS` needs what `isPairBook` says; `AUTO` takes it where it can. */
export type KernelChoice = "AUTO" | "PAIRS" | "GENERAL";

/** What a replay is computed from; plain data. */
export type ReplayInput = {
  readonly book: StressBook;
  readonly scenario: ReplayScenario;
  readonly kernel?: KernelChoice;
};

/** Losses with the effects up to one level, and what the level adds to them. Exact money is in 10^-18 dollars. */
export type LevelLosses = {
  readonly level: ReplayLevel;
  readonly loss: bigint;
  readonly unabsorbed: bigint;
  /** Signed: the loss less that of the level before. */
  readonly addedLoss: bigint;
  /** Signed. */
  readonly addedUnabsorbed: bigint;
};

/** What a scenario does to a book; plain data. */
export type ReplayResult = {
  readonly kernel: "PAIRS" | "GENERAL";
  readonly plan: Pick<ReplayPlan, "steps" | "stepSeconds" | "factors">;
  /** Accounts that are replayed, and those that are left out because a price of theirs is not known. */
  readonly accounts: { readonly replayed: number; readonly leftOut: number };
  /** The run with all effects. */
  readonly record: PathRecord;
  readonly settled: SettledLosses;
  /** Part of capital that has left by each step. */
  readonly withdrawn: Float64Array;
  /** Path of each factor's market price. */
  readonly prices: readonly PriceSummary[];
  /** 1 or more; null where no price falls. */
  readonly amplification: number | null;
  readonly claims: ClaimsRun;
  /** One entry for each level, in order; the last is that of `settled`. */
  readonly levels: readonly LevelLosses[];
  /** Null unless asked for. */
  readonly multiplier: MultiplierToFailure | null;
  readonly warnings: readonly string[];
};

/** Part of the progress that the levels take where a multiplier is searched as well. */
const LEVEL_SHARE = 0.1;

/**
 * Replays a scenario on a book. Pure: the same input gives the same result, bit for bit.
 *
 * @param onProgress - Told the share that is done, 0 to 1.
 * @throws {InvalidRequestError} when the scenario does not fit the book.
 */
export function runReplay(input: ReplayInput, onProgress?: (done: number) => void): ReplayResult {
  const { book, scenario } = input;
  const plan = compilePlan(book, scenario);
  const accounts = replayedAccounts(book, plan.leftOut);
  const isPair = input.kernel !== "GENERAL" && isPairBook(accounts.book, accounts.included, plan);
  const kernel = isPair ? "PAIRS" : "GENERAL";
  const replay: Replay = { book: accounts.book, included: accounts.included, kernel };
  const share = scenario.findMultiplier ? LEVEL_SHARE : 1;
  const runs = REPLAY_LEVELS.map((level, at) =>
    runLevel(replay, plan, level, (done) => onProgress?.((share * (at + done)) / REPLAY_LEVELS.length)),
  );
  const last = runs[runs.length - 1] as LevelRun;
  const prices = priceSummaries(last.record.market, plan);
  const multiplier = scenario.findMultiplier
    ? findMultiplier(
        (scale) => isBroken(replay, compilePlan(book, { ...scenario, scale: scenario.scale * scale })),
        (done) => onProgress?.(share + (1 - share) * done),
      )
    : null;
  return {
    kernel,
    plan: { steps: plan.steps, stepSeconds: plan.stepSeconds, factors: plan.factors },
    accounts: { replayed: accounts.included.length, leftOut: accounts.leftOut },
    record: last.record,
    settled: last.settled,
    withdrawn: plan.withdrawn,
    prices,
    amplification: amplification(prices, priceSummaries(runs[0]?.record.market ?? last.record.market, plan)),
    claims: claimsRun(book, plan.withdrawn[plan.steps - 1] as number),
    levels: levelLosses(runs),
    multiplier,
    warnings: [...book.warnings, ...plan.warnings, ...accounts.warnings],
  };
}

type Replay = {
  readonly book: StressBook;
  readonly included: Uint32Array;
  readonly kernel: "PAIRS" | "GENERAL";
};

type LevelRun = { readonly level: ReplayLevel; readonly record: PathRecord; readonly settled: SettledLosses };

function runLevel(
  { book, included, kernel }: Replay,
  plan: ReplayPlan,
  level: ReplayLevel,
  onProgress: (done: number) => void,
): LevelRun {
  const switches = switchesOf(level);
  const fresh = kernelOf(book, included, kernel);
  const record = runPath({ book, plan, kernel: fresh, switches, onProgress });
  return { level, record, settled: settleLosses({ book, plan, record, switches }) };
}

function isBroken({ book, included, kernel }: Replay, plan: ReplayPlan): boolean {
  const switches = switchesOf("RUN");
  const record = runPath({ book, plan, kernel: kernelOf(book, included, kernel), switches });
  return settleLosses({ book, plan, record, switches }, true).breach !== null;
}

function kernelOf(book: StressBook, included: Uint32Array, kernel: "PAIRS" | "GENERAL"): AccountKernel {
  return kernel === "PAIRS" ? new PairKernel(book, included) : new GeneralKernel(book, included);
}

function levelLosses(runs: readonly LevelRun[]): LevelLosses[] {
  return runs.map(({ level, settled }, at) => {
    const before = runs[at - 1]?.settled;
    const { loss, unabsorbed } = settled;
    return {
      ...{ level, loss, unabsorbed },
      addedLoss: loss - (before?.loss ?? 0n),
      addedUnabsorbed: unabsorbed - (before?.unabsorbed ?? 0n),
    };
  });
}
