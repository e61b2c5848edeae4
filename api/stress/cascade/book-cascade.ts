import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { equityLines } from "../book/equity-lines.ts";
import type { StressBook } from "../book/stress-book.ts";
import { type Cascade, cascade } from "./cascade.ts";
import { type FactorCurves, factorCurves, factorLosses, type SaleRule } from "./factor-curves.ts";
import { type LiquidationPoint, liquidationCurve } from "./liquidation-curve.ts";
import type { LossCurve } from "./loss-curve.ts";
import { type ImpactModel, priceImpact } from "./price-impact.ts";

/** What the cascade of a book is asked for. */
export type BookCascadeRequest = {
  /** Index of the factor that falls. */
  readonly factor: number;
  /** Fall before any sale, 0 to 1. */
  readonly shock: number;
  /** Null when no depth is known. */
  readonly impact: ImpactModel | null;
  /** Factor on the liquidity of the model. */
  readonly depth: number;
  readonly rule: SaleRule;
  /** Steps of the liquidation-at-price curve. */
  readonly curveSteps: number;
};

/** The cascade of one asset of a book. */
export type BookCascade = {
  /** Accounts that pledge the asset and are in the supply. */
  readonly accounts: number;
  /** Accounts that pledge it and gain by its fall; not in the supply. */
  readonly gainers: number;
  /** Accounts and perpetuals without a price for a part; left out. */
  readonly unvalued: number;
  /** US dollars; null where there is none. */
  readonly price: number | null;
  /** Price before any sale, US dollars; null where there is none. */
  readonly shockedPrice: number | null;
  /** Where it comes to rest, US dollars. */
  readonly restingPrice: Estimate;
  /** Whole units sold at rest. */
  readonly units: Estimate;
  /** US dollars, over all accounts of the book. */
  readonly badDebt: Estimate;
  readonly amplification: Estimate;
  readonly gain: Estimate;
  /** Applications of the map; null without depth. */
  readonly iterations: number | null;
  /** Empty without a price. */
  readonly curve: readonly LiquidationPoint[];
};

const NO_DEPTH = "No depth is given, and the ledger holds none: give `impact`.";

/** Computes the liquidation cascade of one factor of a book, all other prices as they are. */
export function bookCascade(book: StressBook, request: BookCascadeRequest): BookCascade {
  const { factor, shock, curveSteps } = request;
  const price = book.factors[factor]?.price ?? null;
  const lines = equityLines(book);
  if (price === null || price <= 0) return unpriced(book, factor, lines.unvalued);
  const curves = { ...factorCurves(book, request), losses: factorLosses(lines, factor, price) };
  return {
    accounts: curves.accounts.length,
    gainers: curves.gainers,
    unvalued: lines.unvalued,
    price,
    shockedPrice: price * (1 - shock),
    ...restingState(curves, price, request),
    curve: liquidationCurve(curves, price, curveSteps),
  };
}

function restingState(
  curves: FactorCurves & { readonly losses: LossCurve },
  price: number,
  request: BookCascadeRequest,
) {
  const { impact: model, depth, shock } = request;
  const n = curves.accounts.length;
  if (model === null) return { ...allMissing({ n, method: "none" }, NO_DEPTH), iterations: null };
  const impact = priceImpact(model, depth);
  const found = cascade({ ...curves, impact, price, shock });
  const method = `greatest fixed point, ${model.kind}, depth × ${depth}, ${request.rule}`;
  return { ...estimates(found, { n, method }), iterations: found.iterations };
}

function unpriced(book: StressBook, factor: number, unvalued: number): BookCascade {
  const reason = book.factors[factor]?.reason ?? "The price of the asset is zero.";
  return {
    ...{ accounts: 0, gainers: 0, unvalued, price: null, shockedPrice: null, iterations: null, curve: [] },
    ...allMissing({ n: 0, method: "none" }, reason),
  };
}

type Parts = { readonly n: number; readonly method: string };

function allMissing(parts: Parts, reason: string) {
  const missing = missingEstimate("NO_DATA", reason, parts);
  return {
    ...{ restingPrice: missing, units: missing, badDebt: missing },
    ...{ amplification: missing, gain: missing },
  };
}

function estimates(found: Cascade, parts: Parts) {
  const give = (value: number) =>
    found.hasConverged
      ? estimated({ value, ...parts })
      : missingEstimate("DID_NOT_CONVERGE", `Still falling after ${found.iterations} steps.`, parts);
  return {
    restingPrice: give(found.price),
    units: give(found.units),
    badDebt: give(found.badDebt),
    amplification:
      found.amplification === null
        ? missingEstimate("NOT_APPLICABLE", "There is no shock to amplify.", parts)
        : give(found.amplification),
    gain: give(found.gain),
  };
}
