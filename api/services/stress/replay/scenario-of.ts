import { InvalidRequestError } from "../../../domain/errors.ts";
import type { TermName } from "../../../stress/book/market-terms.ts";
import type { StressBook } from "../../../stress/book/stress-book.ts";
import { MOST_STEPS } from "../../../stress/replay/compile-plan.ts";
import type { ReplayScenario, ScenarioEvent } from "../../../stress/replay/replay-scenario.ts";
import { bounded, boundedOrNull } from "../bounded.ts";
import { impactOf } from "../cascade/impact-request.ts";
import type { EventRequest, ScenarioRequest } from "./scenario-request.ts";

const DAY = 86_400;
const YEAR = 365 * DAY;
/** Larger than any sum of money that a scenario can mean. */
const MOST_DOLLARS = 1e15;
const BPS = 10_000;
const RULES: Readonly<Record<NonNullable<EventRequest["rule"]>, TermName>> = {
  THRESHOLD: "threshold",
  CLOSE_FACTOR: "closeFactor",
  BONUS: "bonus",
};

/**
 * Reads a scenario, the prices of an episode not included.
 *
 * @throws {InvalidRequestError} when a number is out of range; the message tells which.
 */
export function scenarioOf(book: StressBook, request: ScenarioRequest): ReplayScenario {
  const { oracle, keepers, paths, proxies, depth, events } = request;
  return {
    name: request.name ?? null,
    stepSeconds: stepSecondsOf(request),
    steps: boundedOrNull("steps", request.steps, { from: 1, to: MOST_STEPS }),
    paths: (paths ?? []).map(({ asset, multiples }) => ({ asset: asset.toLowerCase(), multiples })),
    proxies: (proxies ?? []).map(({ asset, proxy, beta, change }) => ({
      asset: asset.toLowerCase(),
      proxy: proxy.toLowerCase(),
      beta: bounded("beta", beta, { from: -10, to: 10, otherwise: 1 }),
      change: bounded("change", change, { from: -1, to: 100, otherwise: 0 }),
    })),
    unknown: [],
    events: (events ?? []).map((event) => eventOf(book, event)),
    oracle: {
      lagSeconds: bounded("lagSeconds", oracle?.lagSeconds, { from: 0, to: YEAR, otherwise: 0 }),
      heartbeatSeconds: boundedOrNull("heartbeatSeconds", oracle?.heartbeatSeconds, { from: 1, to: YEAR }),
      deviation: bounded("deviationBps", oracle?.deviationBps, { from: 0, to: BPS, otherwise: 0 }) / BPS,
    },
    keepers: {
      debtPerHour: boundedOrNull("debtPerHour", keepers?.debtPerHour, { from: 0, to: MOST_DOLLARS }),
      gasPerLiquidation: dollars("gasPerLiquidation", keepers?.gasPerLiquidation),
    },
    depth: (depth ?? []).flatMap(({ asset, impact }) => {
      const model = impactOf(impact);
      return model === null ? [] : [{ asset: assetIn(book, asset), model }];
    }),
    ...timesOf(request),
    scale: bounded("scale", request.scale, { from: 0, to: 10, otherwise: 1 }),
    findMultiplier: request.findMultiplier ?? false,
  };
}

/** Seconds between two steps. */
export function stepSecondsOf({ stepSeconds }: ScenarioRequest): number {
  return bounded("stepSeconds", stepSeconds, { from: 1, to: DAY, otherwise: 300 });
}

function timesOf(request: ScenarioRequest) {
  const { recoveryHalfLifeSeconds, liquidationDelaySeconds, auctionSeconds } = request;
  return {
    auctionSeconds: bounded("auctionSeconds", auctionSeconds, { from: 0, to: YEAR, otherwise: 0 }),
    recoveryHalfLifeSeconds: bounded("recoveryHalfLifeSeconds", recoveryHalfLifeSeconds, {
      ...{ from: 1, to: YEAR, otherwise: 3_600 },
    }),
    liquidationDelaySeconds: bounded("liquidationDelaySeconds", liquidationDelaySeconds, {
      ...{ from: 0, to: YEAR, otherwise: 0 },
    }),
  };
}

function dollars(name: string, given: number | null | undefined): number {
  return bounded(name, given, { from: 0, to: MOST_DOLLARS, otherwise: 0 });
}

function eventOf(book: StressBook, event: EventRequest): ScenarioEvent {
  const { type, asset, market, toSeconds, change, share, rule, value } = event;
  return {
    type,
    asset: asset == null ? null : asset.toLowerCase(),
    market: market == null ? null : marketIn(book, market),
    from: bounded("fromSeconds", event.fromSeconds, { from: 0, to: YEAR, otherwise: 0 }),
    to: boundedOrNull("toSeconds", toSeconds, { from: 0, to: YEAR }),
    change: change ?? 0,
    share: share ?? 0,
    term: rule == null ? null : RULES[rule],
    value: value ?? 0,
  };
}

function assetIn(book: StressBook, asset: string): string {
  const id = asset.toLowerCase();
  if (book.factors.some((factor) => factor.asset === id)) return id;
  throw new InvalidRequestError(`Expected an asset of the book of "${book.protocol}", got "${asset}".`);
}

function marketIn({ markets, protocol }: StressBook, wanted: string): string {
  const found = markets.find(({ id, name }) => id === wanted.toLowerCase() || name === wanted);
  if (found !== undefined) return found.id;
  throw new InvalidRequestError(
    `Expected a market of "${protocol}" (${markets.map(({ name }) => name).join(", ")}), got "${wanted}".`,
  );
}
