import { InvalidRequestError } from "../domain/errors.ts";
import type { Window } from "../domain/window.ts";
import {
  CAPITAL_EFFICIENCY,
  type CapitalEfficiency,
  capitalEfficiency,
} from "../solvency/capital-efficiency.ts";
import { coverage } from "../solvency/coverage.ts";
import { openInterest } from "../solvency/open-interest.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";
import { loadWindow, windowParams } from "./protocol-window.ts";
import type { Provenance } from "./provenance.ts";
import type { SolvencyScope } from "./solvency.ts";

/** What the metric takes. */
export type CapitalEfficiencyArguments = {
  readonly windowDays?: number | null | undefined;
  readonly volatility?: number | null | undefined;
  readonly horizonDays?: number | null | undefined;
  readonly level?: number | null | undefined;
  readonly maintenanceMargin?: number | null | undefined;
};

/** The metric with its window and provenance. */
export type CapitalEfficiencyAnswer = Scoped<CapitalEfficiency> & {
  readonly window: Window;
  readonly provenance: Provenance;
};

/**
 * Compares the open interest of a protocol, and what its volatility may cost, with its capital.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadCapitalEfficiency(
  session: LedgerSession,
  parent: SolvencyScope,
  args: CapitalEfficiencyArguments,
): Promise<CapitalEfficiencyAnswer> {
  const { view, book, maxPriceAge } = parent;
  const { volatility, ...model } = checked(args);
  const { window, scope } = await loadWindow(session, parent, args.windowDays);
  const exposures = openInterest(book);
  const feeds = exposures.flatMap(({ valuing }) => (valuing.by === "HALF_AT_FEED" ? [valuing.feed] : []));
  const closes =
    volatility === null
      ? await session.reader.dailyCloses(view, { feeds: [...new Set(feeds)], from: scope.from })
      : [];
  const { holdings } = book;
  const covered = coverage({ book, measure: "OPEN_INTEREST", holdings, exposures, maxPriceAge });
  return {
    ...capitalEfficiency({ coverage: covered, closes, volatility, model }),
    view,
    window,
    provenance: await session.provenance(view, {
      metric: CAPITAL_EFFICIENCY.id,
      params: { ...windowParams(parent, args.windowDays), volatility, ...model },
      completeness: {
        required: exposures.length,
        present: covered.exposures.filter(({ worth }) => worth.amount !== null).length,
      },
    }),
  };
}

function checked(args: CapitalEfficiencyArguments) {
  const volatility = args.volatility ?? null;
  const horizonDays = args.horizonDays ?? 1;
  const level = args.level ?? 0.99;
  const maintenanceMargin = args.maintenanceMargin ?? 0;
  requireRange("volatility", volatility === null || volatility > 0, "above 0");
  requireRange("horizonDays", horizonDays > 0, "above 0");
  requireRange("level", level > 0.5 && level < 1, "inside (0.5, 1)");
  requireRange("maintenanceMargin", maintenanceMargin >= 0, "of 0 or more");
  return { volatility, horizonDays, level, maintenanceMargin };
}

function requireRange(name: string, isInside: boolean, range: string): void {
  if (!isInside) throw new InvalidRequestError(`Expected ${name} ${range}.`);
}
