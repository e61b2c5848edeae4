import { exactDecimal } from "../../../domain/exact-decimal.ts";
import { type Rational, rational } from "../../../domain/rational.ts";
import type { Window } from "../../../domain/window.ts";
import { poolRunOff } from "../../../stress/runs/pool-run-off.ts";
import { RUN_OFF, type RunOff, type RunOffScenario } from "../../../stress/runs/run-off.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { nonNegativeDecimal } from "../../non-negative-decimal.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import { requireShare } from "../../require-share.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { loadRunPools } from "./run-pools.ts";

/** A run as a request describes it. */
export type RunOffScenarioInput = {
  readonly horizonSeconds: number;
  readonly providers?: string | null | undefined;
  readonly lenders?: string | null | undefined;
  readonly inflow?: string | null | undefined;
  readonly haircut?: string | null | undefined;
};

/** What a request for the metric may say. */
export type RunOffArguments = {
  readonly windowDays?: number | null | undefined;
  readonly scenario?: RunOffScenarioInput | null | undefined;
};

/** The metric with its window and provenance. */
export type RunOffAnswer = Scoped<{
  /** Lending markets, then backstops in the order of the waterfall. */
  readonly pools: readonly RunOff[];
  readonly window: Window;
  readonly provenance: Provenance;
}>;

const DEFAULT_WINDOW_DAYS = 365;
const YEAR = 365 * 86_400;
const NOTHING = rational(0n);

/**
 * Measures how long the pools of a protocol outlast a run.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadRunOff(
  session: LedgerSession,
  scope: SolvencyScope,
  args: RunOffArguments,
): Promise<RunOffAnswer> {
  const { view, book } = scope;
  const scenario = scenarioOf(args.scenario ?? null);
  const days = args.windowDays ?? DEFAULT_WINDOW_DAYS;
  const { window } = await loadWindow(session, scope, days);
  const pools = await loadRunPools(session, scope, window);
  const lent = book.markets.filter(({ kind }) => kind === "LENDING_RESERVE").length;
  const known = pools.filter(({ backstop }) => backstop === null).length;
  const provenance = await session.provenance(view, {
    metric: RUN_OFF.id,
    params: { ...windowParams(scope, days), scenario: scenario === null ? null : paramsOf(scenario) },
    completeness: {
      required: pools.length - known + Math.max(lent, known),
      present: pools.length,
    },
  });
  return { view, window, pools: pools.map((pool) => poolRunOff(pool, scenario)), provenance };
}

function scenarioOf(given: RunOffScenarioInput | null): RunOffScenario | null {
  if (given === null) return null;
  const { horizonSeconds, inflow } = given;
  return {
    horizonSeconds: BigInt(requireInside("horizonSeconds", horizonSeconds, [1, YEAR])),
    providers: requireShare("providers", given.providers),
    lenders: requireShare("lenders", given.lenders),
    inflow: nonNegativeDecimal("inflow", inflow) ?? NOTHING,
    haircut: requireShare("haircut", given.haircut),
  };
}

function paramsOf({ horizonSeconds, ...shares }: RunOffScenario) {
  const text = (share: Rational) => exactDecimal(share);
  const { providers, lenders, inflow, haircut } = shares;
  return {
    horizonSeconds,
    ...{ providers: text(providers), lenders: text(lenders), inflow: text(inflow), haircut: text(haircut) },
  };
}
