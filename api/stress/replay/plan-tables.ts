import { InvalidRequestError } from "../../domain/errors.ts";
import type { StressBook } from "../book/stress-book.ts";
import type { TermChange } from "./replay-plan.ts";
import type { ReplayScenario, ScenarioEvent } from "./replay-scenario.ts";

/** The tables of a plan while events are written into them; see `ReplayPlan`. */
export type PlanTables = {
  readonly steps: number;
  readonly factors: number;
  readonly market: Float64Array;
  readonly hidden: Float64Array;
  readonly stale: Uint8Array;
  readonly misprice: Float64Array;
  readonly depth: Float64Array;
  readonly absent: Uint8Array;
  readonly withdrawn: Float64Array;
  readonly changes: TermChange[];
};

/** What an event is written with. */
export type EventContext = {
  readonly book: StressBook;
  readonly tables: PlanTables;
  readonly scenario: ReplayScenario;
  /** Index of each asset of the book. */
  readonly factorOf: ReadonlyMap<string, number>;
};

type Writer = (context: EventContext, event: ScenarioEvent) => void;

/** Makes tables in which nothing happens. */
export function emptyTables(steps: number, factors: number): PlanTables {
  const size = steps * factors;
  return {
    ...{ steps, factors },
    market: new Float64Array(size).fill(1),
    hidden: new Float64Array(size).fill(1),
    stale: new Uint8Array(size),
    misprice: new Float64Array(size).fill(1),
    depth: new Float64Array(size).fill(1),
    absent: new Uint8Array(steps),
    withdrawn: new Float64Array(steps),
    changes: [],
  };
}

/** Log-returns of an event on prices are scaled as those of the paths are. */
const price =
  (table: "market" | "hidden"): Writer =>
  (context, event) => {
    const factor = (1 + event.change) ** context.scenario.scale;
    forCells(context, event, (at) => multiply(context.tables[table], at, factor));
  };

const multiplied =
  (table: "misprice" | "depth"): Writer =>
  (context, event) =>
    forCells(context, event, (at) => multiply(context.tables[table], at, 1 + event.change));

const WRITERS: Readonly<Record<ScenarioEvent["type"], Writer>> = {
  PRICE_PATH: price("market"),
  DEPEG: price("market"),
  COLLATERAL_IMPAIRMENT: price("hidden"),
  ORACLE_STALE: (context, event) =>
    forCells(context, event, (at) => {
      context.tables.stale[at] = 1;
    }),
  ORACLE_MISPRICE: multiplied("misprice"),
  LIQUIDITY_EVAPORATION: multiplied("depth"),
  KEEPER_ABSENCE: (context, event) => {
    for (const step of stepsIn(context, event)) context.tables.absent[step] = 1;
  },
  RUN: run,
  PARAMETER_CHANGE: parameterChange,
};

/**
 * Writes one event into the tables.
 *
 * @throws {InvalidRequestError} when its asset or market is none of the book's, or a number is out of range.
 */
export function applyEvent(context: EventContext, event: ScenarioEvent): void {
  if (!(event.change >= -1 && Number.isFinite(event.change))) {
    throw new InvalidRequestError(`Expected a change of -1 or more, got ${event.change}.`);
  }
  WRITERS[event.type](context, event);
}

/** The share leaves evenly from the first to the last second, or at once where the end is open; several runs add up to all at most. */
function run({ tables, scenario }: EventContext, { from, to, share }: ScenarioEvent): void {
  if (!(share >= 0 && share <= 1)) {
    throw new InvalidRequestError(`Expected a share from 0 to 1, got ${share}.`);
  }
  const length = to === null ? 0 : to - from;
  for (let step = 0; step < tables.steps; step++) {
    const passed = (step + 1) * scenario.stepSeconds - from;
    if (passed < 0) continue;
    const part = length <= 0 ? 1 : Math.min(1, passed / length);
    tables.withdrawn[step] = Math.min(1, (tables.withdrawn[step] as number) + share * part);
  }
}

function parameterChange({ book, tables, scenario }: EventContext, event: ScenarioEvent): void {
  const { market: wanted, term, value, from } = event;
  const found = book.markets.flatMap(({ id }, index) => (wanted === null || id === wanted ? [index] : []));
  if (found.length === 0 || term === null) {
    throw new InvalidRequestError(`Expected a market of the book and a rule to change, got "${wanted}".`);
  }
  const isFit = term === "bonus" ? value >= 0 && value < 10 : value > 0 && value <= 1;
  if (!isFit) throw new InvalidRequestError(`Expected a fit value of ${term}, got ${value}.`);
  const step = Math.max(0, Math.ceil(from / scenario.stepSeconds) - 1);
  for (const market of found) tables.changes.push({ step, market, term, value });
}

function forCells(context: EventContext, event: ScenarioEvent, write: (at: number) => void): void {
  const { tables, factorOf } = context;
  const factor = event.asset === null ? null : factorOf.get(event.asset);
  if (factor === undefined) {
    throw new InvalidRequestError(
      `Expected one of the assets of the book (${[...factorOf.keys()].join(", ")}), got "${event.asset}".`,
    );
  }
  const columns = factor === null ? [...factorOf.values()] : [factor];
  for (const step of stepsIn(context, event)) {
    for (const column of columns) write(step * tables.factors + column);
  }
}

/** Steps whose time is in [from, to): step k is at (k + 1) × stepSeconds. */
function* stepsIn({ tables, scenario }: EventContext, { from, to }: ScenarioEvent): Generator<number> {
  for (let step = 0; step < tables.steps; step++) {
    const seconds = (step + 1) * scenario.stepSeconds;
    if (seconds >= from && (to === null || seconds < to)) yield step;
  }
}

function multiply(table: Float64Array, at: number, factor: number): void {
  table[at] = (table[at] as number) * factor;
}
