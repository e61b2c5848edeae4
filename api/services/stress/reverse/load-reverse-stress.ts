import { InvalidRequestError } from "../../../domain/errors.ts";
import { SOBOL_DIMENSIONS } from "../../../stats/sobol-sequence.ts";
import type { StressBook } from "../../../stress/book/stress-book.ts";
import { MOST_IMPAIRED_ASSETS } from "../../../stress/reverse/breaking-sets.ts";
import { REVERSE_STRESS } from "../../../stress/reverse/reverse-stress.ts";
import type { ReverseStressInput } from "../../../stress/reverse/run-reverse-stress.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { View } from "../../ports.ts";
import type { Provenance } from "../../provenance.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded } from "../bounded.ts";
import { factorOf } from "../factor-of.ts";
import { stressBookOf } from "../stress-book-of.ts";
import {
  type ComputedReverseStress,
  computeReverseStress,
  type PreparedReverseStress,
} from "./compute-reverse-stress.ts";
import { loadFactorVectors } from "./factor-vectors.ts";

/** What a request for the metric may say. */
export type ReverseStressArguments = {
  readonly assets?: readonly string[] | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly days?: number | null | undefined;
  readonly directions?: number | null | undefined;
  readonly radialSteps?: number | null | undefined;
  readonly maxDistance?: number | null | undefined;
  readonly maxScale?: number | null | undefined;
  readonly confidence?: number | null | undefined;
};

/** The metric with its provenance. */
export type ReverseStressAnswer = Scoped<ComputedReverseStress> & { readonly provenance: Provenance };

/** Valuations of one part of a position that one query may cost: about 50 ms. */
export const MOST_VALUATIONS = 5_000_000;

/**
 * Finds the smallest shocks that break a protocol's backstops.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or the computation is too large for a query.
 */
export async function loadReverseStress(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: ReverseStressArguments,
): Promise<ReverseStressAnswer> {
  const prepared = await prepareReverseStress(session, series, scope, args);
  requireSmall(prepared.input);
  return reverseStressAnswer(session, scope.view, computeReverseStress(prepared));
}

/** States where a computed reverse stress comes from. */
export async function reverseStressAnswer(
  session: LedgerSession,
  view: View,
  computed: ComputedReverseStress,
): Promise<ReverseStressAnswer> {
  const { params } = computed;
  const provenance = await session.provenance(view, { metric: REVERSE_STRESS.id, params });
  return { ...computed, view, provenance };
}

/**
 * Loads what reverse stress is computed from, for a query or a job.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function prepareReverseStress(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: ReverseStressArguments,
): Promise<PreparedReverseStress> {
  const options = {
    windowDays: bounded("windowDays", args.windowDays, { from: 2, to: 3650, otherwise: 365 }),
    days: bounded("days", args.days, { from: 1, to: 90, otherwise: 1 }),
    directions: bounded("directions", args.directions, { from: 1, to: 100_000, otherwise: 2000 }),
    radialSteps: bounded("radialSteps", args.radialSteps, { from: 8, to: 1000, otherwise: 64 }),
    maxDistance: bounded("maxDistance", args.maxDistance, { from: 0.1, to: 1000, otherwise: 20 }),
    maxScale: bounded("maxScale", args.maxScale, { from: 0.1, to: 1000, otherwise: 20 }),
    confidence: bounded("confidence", args.confidence, { from: 0.5, to: 0.9999, otherwise: 0.95 }),
  };
  const book = await stressBookOf(session, scope);
  const wanted = factorsOf(book, args.assets ?? null);
  const { factors, vectors, ends } = await loadFactorVectors(
    session,
    series,
    { view: scope.view, book },
    {
      ...{ factors: wanted, windowDays: options.windowDays, days: options.days },
      maxPriceAge: scope.maxPriceAge,
    },
  );
  const assets = wanted.map((factor) => book.factors[factor]?.asset ?? "");
  return {
    ends,
    input: { ...options, book, factors, vectors, impairable: impairable(book) },
    params: { protocol: book.protocol, maxPriceAgeSeconds: scope.maxPriceAge, assets, ...options },
  };
}

/** Every asset with a price that is pledged or held, or those that are named. */
function factorsOf(book: StressBook, assets: readonly string[] | null): number[] {
  if (assets !== null) {
    const given = [...new Set(assets.map((asset) => factorOf(book, asset).index))];
    return requireFew(given);
  }
  return requireFew(
    book.factors.flatMap(({ price, isFaceValue }, index) => (price === null || isFaceValue ? [] : [index])),
  );
}

function requireFew(factors: number[]): number[] {
  if (factors.length <= SOBOL_DIMENSIONS) return factors;
  throw new InvalidRequestError(
    `Expected at most ${SOBOL_DIMENSIONS} factors, got ${factors.length}; name the ones that move in \`assets\`.`,
  );
}

/** Assets that accounts pledge, at most as many as can be enumerated: those with the greatest worth. */
function impairable(book: StressBook): number[] {
  const worths = new Map<number, number>();
  const { factor, amount } = book.accounts.collateral;
  factor.forEach((index, leg) => {
    const price = book.factors[index]?.price ?? null;
    if (price !== null) worths.set(index, (worths.get(index) ?? 0) + (amount[leg] ?? 0) * price);
  });
  return [...worths]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_IMPAIRED_ASSETS)
    .map(([index]) => index);
}

/** What a computation costs: parts of positions valued. */
export function valuations({
  book,
  factors,
  vectors,
  directions,
  radialSteps,
  impairable: many,
}: ReverseStressInput): number {
  const parts = book.accounts.collateral.factor.length + book.accounts.debt.factor.length;
  const searched = factors.length === 1 ? 4 : directions + 4 * factors.length;
  const sets = many.length ** 3 / 6;
  return parts * ((searched + vectors.length) * radialSteps + sets);
}

/**
 * Refuses what would take a query too long.
 *
 * @throws {InvalidRequestError} when it costs more than {@link MOST_VALUATIONS}.
 */
export function requireSmall(input: ReverseStressInput): void {
  const cost = valuations(input);
  if (cost <= MOST_VALUATIONS) return;
  throw new InvalidRequestError(
    `Expected at most ${MOST_VALUATIONS} valuations, got ${Math.round(cost)}. Submit it as a job: mutation submitReverseStress, with the same arguments; or ask for fewer directions, steps or days.`,
  );
}
