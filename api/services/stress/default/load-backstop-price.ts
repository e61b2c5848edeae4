import { InvalidRequestError } from "../../../domain/errors.ts";
import { toDecimal } from "../../../domain/rational.ts";
import { toDouble } from "../../../domain/to-double.ts";
import type { Window } from "../../../domain/window.ts";
import type { Worth } from "../../../domain/worth.ts";
import { capitalBook, ofBackstops } from "../../../solvency/capital-book.ts";
import { resources, totalResources } from "../../../solvency/resources.ts";
import { UnitOfAccount } from "../../../solvency/unit-of-account.ts";
import { missingEstimate } from "../../../stats/estimate.ts";
import {
  BACKSTOP_PRICE,
  type BackstopPrice,
  type BackstopPriceInput,
  backstopPrice,
} from "../../../stress/default/backstop-price.ts";
import { paidInWindow, paidPerYear } from "../../../stress/default/paid-to-providers.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import { nonNegativeDecimal } from "../../non-negative-decimal.ts";
import { loadWindow, windowParams } from "../../protocol-window.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded } from "../bounded.ts";
import { loadFactorVectors } from "../reverse/factor-vectors.ts";
import { stressBookOf } from "../stress-book-of.ts";
import { readLevel } from "../tail/read-level.ts";

/** What a request for the metric may say. */
export type BackstopPriceArguments = {
  readonly horizonDays?: number | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly level?: string | null | undefined;
  readonly costOfCapital?: number | null | undefined;
  readonly hurdle?: number | null | undefined;
  /** US dollars, decimal. */
  readonly coverage?: string | null | undefined;
  readonly paidWindowDays?: number | null | undefined;
  readonly confidence?: number | null | undefined;
  readonly seed?: number | null | undefined;
};

/** The metric with what it was computed from. */
export type BackstopPriceAnswer = Scoped<
  BackstopPrice & {
    /** What the backstop pays at most. */
    readonly coverage: Worth;
    readonly paid: Worth;
    readonly paidWindow: Window;
    /** Ids of the assets that move in the windows. */
    readonly assets: readonly string[];
    readonly assumptions: readonly string[];
    readonly provenance: Provenance;
  }
>;

/** Parts of positions valued that one query may cost: about a tenth of a second. */
const MOST_VALUATIONS = 20_000_000;

/**
 * Prices the backstops of a protocol by what past moves of prices would do to today's book.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or the computation is too large for a query.
 */
export async function loadBackstopPrice(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: BackstopPriceArguments,
): Promise<BackstopPriceAnswer> {
  const options = optionsOf(args);
  const coverage = coverageOf(scope, args.coverage);
  const { paid, window, perYear } = await loadPaid(session, scope, options.paidWindowDays);
  const book = await stressBookOf(session, scope);
  const wanted = book.factors.flatMap(({ price, isFaceValue }, at) =>
    price === null || isFaceValue ? [] : [at],
  );
  const history = await loadFactorVectors(
    session,
    series,
    { view: scope.view, book },
    {
      ...{ factors: wanted, windowDays: options.windowDays, days: options.days },
      maxPriceAge: scope.maxPriceAge,
    },
  );
  const { factors, vectors } = history;
  const covered = coverage.amount === null ? 0 : toDouble(coverage.amount);
  const input = { ...options, book, factors, vectors, coverage: covered, paid: perYear };
  const found = missingPrice(input, coverage) ?? computed(input);
  const params = {
    ...windowParams(scope, options.paidWindowDays),
    ...{ ...options, level: toDecimal(options.level), coverage: args.coverage ?? null },
  };
  const provenance = await session.provenance(scope.view, { metric: BACKSTOP_PRICE.id, params });
  return {
    ...{ ...found, view: scope.view, coverage, paid, paidWindow: window, provenance },
    assets: factors.map((factor) => book.factors[factor]?.asset ?? ""),
    assumptions: book.warnings,
  };
}

function optionsOf(args: BackstopPriceArguments) {
  return {
    days: requireInside("horizonDays", args.horizonDays ?? 30, [1, 90]),
    windowDays: requireInside("windowDays", args.windowDays ?? 1095, [31, 3650]),
    paidWindowDays: requireInside("paidWindowDays", args.paidWindowDays ?? 365, [1, 3650]),
    level: readLevel(args.level ?? "0.975"),
    costOfCapital: bounded("costOfCapital", args.costOfCapital, { from: 0, to: 10, otherwise: 0.06 }),
    hurdle: bounded("hurdle", args.hurdle, { from: 0, to: 10, otherwise: 0.1 }),
    confidence: bounded("confidence", args.confidence, { from: 0.5, to: 0.9999, otherwise: 0.95 }),
    seed: requireInside("seed", args.seed ?? 1, [0, 2 ** 31 - 1]),
  };
}

/** What the caller says, else all that the backstops can pay today. */
function coverageOf({ book, maxPriceAge }: SolvencyScope, asked: string | null | undefined): Worth {
  const amount = nonNegativeDecimal("coverage", asked);
  const account = new UnitOfAccount(book, [], maxPriceAge);
  if (amount !== null) return { amount, unit: account.unit, status: "OK", reason: null };
  return totalResources(resources(book, account), account.unit);
}

async function loadPaid(session: LedgerSession, scope: SolvencyScope, days: number) {
  const { window, scope: span } = await loadWindow(session, scope, days);
  const book = capitalBook(scope.book);
  const flows = ofBackstops(book, await session.reader.flowSums(span));
  const paid = paidInWindow(flows, new UnitOfAccount(book, [], scope.maxPriceAge));
  return { paid, window, perYear: paidPerYear(paid, window) };
}

function computed(input: BackstopPriceInput): BackstopPrice {
  const { book, vectors } = input;
  const parts = book.accounts.collateral.factor.length + book.accounts.debt.factor.length;
  const cost = parts * vectors.length;
  if (cost <= MOST_VALUATIONS) return backstopPrice(input);
  throw new InvalidRequestError(
    `Expected at most ${MOST_VALUATIONS} valuations, got ${cost}. Ask for a shorter window.`,
  );
}

function missingPrice({ book, vectors, coverage }: BackstopPriceInput, { status, reason }: Worth) {
  if (book.accounts.count > 0 && coverage > 0) return null;
  const why =
    book.accounts.count === 0
      ? "No open position owes anything."
      : `Nothing stands behind the book${status === "OK" ? "" : `: ${reason}`}.`;
  const missing = missingEstimate("NOT_APPLICABLE", why, { n: vectors.length, method: "historical windows" });
  return {
    ...{ expectedLoss: missing, expectedShortfall: missing, fairRate: missing, raroc: missing },
    ...{ participationGap: missing, lossWindows: 0 },
  };
}
