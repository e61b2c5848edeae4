import { InvalidRequestError } from "../../domain/errors.ts";
import type { StressBook } from "../book/stress-book.ts";
import { applyEvent, emptyTables, type PlanTables } from "./plan-tables.ts";
import type { ReplayPlan } from "./replay-plan.ts";
import type { PricePath, ReplayScenario } from "./replay-scenario.ts";

/** Most steps of one scenario. */
export const MOST_STEPS = 100_000;
/** Most numbers of one table: steps × factors or markets. */
const MOST_CELLS = 10_000_000;

/**
 * Lays a scenario out over a book.
 *
 * @throws {InvalidRequestError} when a number is out of range, or an asset or market is none of the book's; the message tells which.
 */
export function compilePlan(book: StressBook, scenario: ReplayScenario): ReplayPlan {
  const steps = planSteps(scenario);
  requireFit(book, steps);
  const factorOf = new Map(book.factors.map(({ asset }, index) => [asset, index]));
  const tables = emptyTables(steps, book.factors.length);
  const paths = withProxies(scenario, steps);
  for (const path of paths) fillPath(tables, indexIn(factorOf, path.asset), path.multiples);
  scalePrices(tables.market, scenario.scale);
  for (const event of scenario.events) applyEvent({ book, tables, scenario, factorOf }, event);
  const left = leftOut(book, scenario);
  const { stepSeconds, oracle, keepers } = scenario;
  const inSteps = (seconds: number) => Math.ceil(seconds / stepSeconds);
  return {
    ...{ steps, stepSeconds, factors: book.factors.length },
    ...tables,
    changes: [...tables.changes].sort((a, b) => a.step - b.step),
    lagSteps: inSteps(oracle.lagSeconds),
    heartbeatSteps: oracle.heartbeatSeconds === null ? null : inSteps(oracle.heartbeatSeconds),
    deviation: oracle.deviation,
    budget: keepers.debtPerHour === null ? null : (keepers.debtPerHour * stepSeconds) / 3_600,
    gasPerLiquidation: keepers.gasPerLiquidation,
    impacts: book.factors.map(
      ({ asset }) => scenario.depth.find((one) => one.asset === asset)?.model ?? null,
    ),
    decay: 2 ** (-stepSeconds / scenario.recoveryHalfLifeSeconds),
    delaySteps: inSteps(scenario.liquidationDelaySeconds),
    auctionSteps: inSteps(scenario.auctionSeconds),
    ...left,
  };
}

/** Raises every multiple to a power: the log-returns are that many times as large. */
function scalePrices(market: Float64Array, scale: number): void {
  if (scale === 1) return;
  for (let at = 0; at < market.length; at++) market[at] = (market[at] as number) ** scale;
}

/**
 * Counts the steps of a scenario.
 *
 * @throws {InvalidRequestError} when there are none, or too many.
 */
export function planSteps({ steps, stepSeconds, paths, events }: ReplayScenario): number {
  const last = events.flatMap(({ from, to }) => [from, to ?? from]);
  const needed = Math.max(
    1,
    ...paths.map(({ multiples }) => multiples.length),
    ...last.map((seconds) => Math.ceil(seconds / stepSeconds)),
  );
  const count = steps ?? needed;
  if (Number.isInteger(count) && count >= 1 && count <= MOST_STEPS && stepSeconds > 0) return count;
  throw new InvalidRequestError(
    `Expected 1 to ${MOST_STEPS} steps of more than 0 seconds, got ${count} of ${stepSeconds}.`,
  );
}

function requireFit({ factors, markets }: StressBook, steps: number): void {
  const cells = steps * Math.max(factors.length, markets.length);
  if (cells <= MOST_CELLS) return;
  throw new InvalidRequestError(
    `Expected at most ${MOST_CELLS} steps × assets or markets of the book, got ${cells}.`,
  );
}

/** Paths that are given, and those of assets that move as another. */
function withProxies({ paths, proxies }: ReplayScenario, steps: number): PricePath[] {
  const given = new Map(paths.map((path) => [path.asset, path.multiples]));
  const moved = proxies.map(({ asset, proxy, beta, change }) => {
    const model = given.get(proxy);
    if (model === undefined) throw new InvalidRequestError(`Expected a path of "${proxy}", got none.`);
    const multiples = Array.from(
      { length: steps },
      (_, step) => (model[Math.min(step, model.length - 1)] as number) ** beta * (1 + change),
    );
    return { asset, multiples };
  });
  return [...paths, ...moved];
}

/** A path that ends early stays where it ended. */
function fillPath(
  { market, steps, factors }: PlanTables,
  factor: number,
  multiples: readonly number[],
): void {
  for (let step = 0; step < steps; step++) {
    const multiple = multiples[Math.min(step, multiples.length - 1)] ?? 1;
    if (!(multiple >= 0 && Number.isFinite(multiple))) {
      throw new InvalidRequestError(`Expected multiples of 0 or more, got ${multiple}.`);
    }
    market[step * factors + factor] = multiple;
  }
}

function indexIn(factorOf: ReadonlyMap<string, number>, asset: string): number {
  const index = factorOf.get(asset);
  if (index !== undefined) return index;
  throw new InvalidRequestError(
    `Expected one of the assets of the book (${[...factorOf.keys()].join(", ")}), got "${asset}".`,
  );
}

function leftOut({ factors }: StressBook, { unknown, proxies }: ReplayScenario) {
  const replaced = new Set(proxies.map(({ asset }) => asset));
  const isMissing = (asset: string) => unknown.includes(asset) && !replaced.has(asset);
  const left = factors.map(({ asset, price, isFaceValue }) =>
    price === null || (isMissing(asset) && !isFaceValue) ? 1 : 0,
  );
  const warnings = factors.flatMap(({ asset, symbol, isFaceValue }) =>
    isMissing(asset) && !isFaceValue
      ? [`NOT_REPLAYABLE: no price of ${symbol ?? asset} (${asset}) in the window, and no proxy is declared.`]
      : [],
  );
  return { leftOut: Uint8Array.from(left), warnings };
}
