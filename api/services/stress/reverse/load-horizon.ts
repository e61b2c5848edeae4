import { type Estimate, estimated, missingEstimate } from "../../../stats/estimate.ts";
import type { SaleRule } from "../../../stress/cascade/factor-curves.ts";
import { bookHorizon } from "../../../stress/reverse/book-horizon.ts";
import {
  type HorizonPoint,
  SOLVENCY_HORIZON,
  type SolvencyHorizon,
} from "../../../stress/reverse/solvency-horizon.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { bounded, boundedOrNull } from "../bounded.ts";
import { type ImpactRequest, impactOf } from "../cascade/impact-request.ts";
import { DEPTH_BOUNDS, WHOLE_BPS } from "../cascade/load-cascade.ts";
import { factorOf } from "../factor-of.ts";
import { stressBookOf } from "../stress-book-of.ts";

/** What a request for the metric may say. */
export type HorizonArguments = {
  readonly asset: string;
  readonly maxFallBps?: number | null | undefined;
  readonly gridPoints?: number | null | undefined;
  readonly impact?: ImpactRequest | null | undefined;
  readonly depthFactor?: number | null | undefined;
  readonly sales?: SaleRule | null | undefined;
  readonly runOffShare?: number | null | undefined;
  readonly coCrashBeta?: number | null | undefined;
  readonly oracleLagSeconds?: number | null | undefined;
  readonly lagQuantile?: number | null | undefined;
  readonly annualVolatility?: number | null | undefined;
  readonly horizonDays?: number | null | undefined;
  readonly unprofitableBelowUsd?: number | null | undefined;
};

/** The metric with its provenance. */
export type HorizonAnswer = Scoped<Omit<SolvencyHorizon, "shock" | "binding">> & {
  /** A fraction. */
  readonly shock: Estimate;
  /** Null without a price. */
  readonly binding: HorizonPoint | null;
  readonly asset: string;
  /** In standard deviations of a return over the horizon. */
  readonly sigmas: Estimate;
  readonly unvaluedHoldings: number;
  readonly assumptions: readonly string[];
  readonly provenance: Provenance;
};

const YEAR_SECONDS = 365 * 86_400;
const YEAR_DAYS = 365;
const NO_VOLATILITY = "No volatility is given: give `annualVolatility`.";

/**
 * Finds the largest fall of one collateral that a protocol's backstops survive under a set of adversaries.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or the asset is not in the book.
 */
export async function loadHorizon(
  session: LedgerSession,
  scope: SolvencyScope,
  { asset, ...args }: HorizonArguments,
): Promise<HorizonAnswer> {
  const request = requestOf(args);
  const { volatility, horizonDays, ...adversaries } = request;
  const book = await stressBookOf(session, scope);
  const { index, factor } = factorOf(book, asset);
  const found =
    factor.price === null || factor.price <= 0 ? null : bookHorizon(book, { ...adversaries, factor: index });
  const { view } = scope;
  const params = {
    ...{ protocol: book.protocol, asset: factor.asset, maxPriceAgeSeconds: scope.maxPriceAge },
    ...request,
  };
  const holdings = book.layers.filter(({ isFunded }) => isFunded).flatMap((layer) => layer.holdings);
  const unvaluedHoldings = holdings.filter(
    ({ factor: held, reason }) => reason !== null || book.factors[held]?.price == null,
  ).length;
  return {
    ...{ view, asset: factor.asset, assumptions: book.warnings, unvaluedHoldings },
    ...{
      isLowerBound: found?.isLowerBound ?? false,
      binding: found?.binding ?? null,
      curve: found?.curve ?? [],
    },
    ...estimates(found, factor.reason, { volatility, horizonDays, accounts: book.accounts.count }),
    provenance: await session.provenance(view, {
      ...{ metric: SOLVENCY_HORIZON.id, params },
      completeness: { required: holdings.length, present: holdings.length - unvaluedHoldings },
    }),
  };
}

function requestOf(args: Omit<HorizonArguments, "asset">) {
  const part = { from: 0, to: 1, otherwise: 0 };
  const volatility = boundedOrNull("annualVolatility", args.annualVolatility, { from: 1e-6, to: 100 });
  const lag = bounded("oracleLagSeconds", args.oracleLagSeconds, { from: 0, to: YEAR_SECONDS, otherwise: 0 });
  const quantile = bounded("lagQuantile", args.lagQuantile, { from: 0, to: 10, otherwise: 2.33 });
  return {
    maxShock:
      bounded("maxFallBps", args.maxFallBps, { from: 1, to: WHOLE_BPS, otherwise: WHOLE_BPS }) / WHOLE_BPS,
    gridPoints: bounded("gridPoints", args.gridPoints, { from: 64, to: 2000, otherwise: 200 }),
    impact: impactOf(args.impact),
    depth: bounded("depthFactor", args.depthFactor, DEPTH_BOUNDS),
    rule: args.sales ?? ("ONE_ROUND" as const),
    runOff: bounded("runOffShare", args.runOffShare, part),
    coCrashBeta: bounded("coCrashBeta", args.coCrashBeta, { ...part, to: 10 }),
    lagMove: Math.min(1, quantile * (volatility ?? 0) * Math.sqrt(lag / YEAR_SECONDS)),
    unprofitableBelow: bounded("unprofitableBelowUsd", args.unprofitableBelowUsd, { ...part, to: 1e12 }),
    volatility,
    horizonDays: bounded("horizonDays", args.horizonDays, { from: 0.001, to: 3650, otherwise: 1 }),
  };
}

/** What a fall is measured in. */
type SigmaUnit = { readonly volatility: number | null; readonly horizonDays: number };

/** The fall as an estimate, and in standard deviations. */
function estimates(
  found: SolvencyHorizon | null,
  noPrice: string | null,
  { volatility, horizonDays, accounts }: SigmaUnit & { readonly accounts: number },
) {
  const parts = { n: accounts, method: "first crossing of a grid with all critical prices" };
  const sigmaParts = { n: 0, method: `fall / (σ · √(${horizonDays} / 365))` };
  if (found === null) {
    const reason = noPrice ?? "The price of the asset is zero.";
    return {
      shock: missingEstimate("NO_DATA", reason, parts),
      sigmas: missingEstimate("NO_DATA", reason, sigmaParts),
    };
  }
  const { shock, isLowerBound } = found;
  const reason = isLowerBound ? "A lower bound: no fall that was tried breaks the book." : null;
  return {
    shock: estimated({ value: shock, ...parts, reason }),
    sigmas:
      volatility === null
        ? missingEstimate("NO_DATA", NO_VOLATILITY, sigmaParts)
        : estimated({
            value: shock / (volatility * Math.sqrt(horizonDays / YEAR_DAYS)),
            ...sigmaParts,
            reason,
          }),
  };
}
