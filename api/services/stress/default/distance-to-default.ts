import { InvalidRequestError } from "../../../domain/errors.ts";
import { toDouble } from "../../../domain/to-double.ts";
import type { Worth } from "../../../domain/worth.ts";
import type { EstimateStatus } from "../../../stats/estimate.ts";
import { missingEstimate } from "../../../stats/estimate.ts";
import { type BalanceSides, balanceSides, worthOfSide } from "../../../stress/default/balance-sides.ts";
import {
  DISTANCE_TO_DEFAULT,
  type DistanceToDefault,
  distanceToDefault,
} from "../../../stress/default/distance-to-default.ts";
import { type MertonEstimate, mertonEstimate } from "../../../stress/default/merton-estimate.ts";
import { ratioReturns } from "../../../stress/default/ratio-returns.ts";
import type { LedgerSession, Scoped } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import { requireInside } from "../../require-inside.ts";
import { loadPriceHistory } from "../../samples/load-price-history.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { stressBookOf } from "../stress-book-of.ts";

/** What a tradable residual claim on the protocol is worth. */
export type EquityInput = {
  /** US dollars. */
  readonly value: number;
  /** A year. */
  readonly volatility: number;
  /** Interest a year. */
  readonly rate?: number | null | undefined;
};

/** What a request for the metric may say. */
export type DistanceArguments = {
  readonly horizonDays?: number | null | undefined;
  readonly windowDays?: number | null | undefined;
  readonly drift?: number | null | undefined;
  readonly equity?: EquityInput | null | undefined;
  readonly confidence?: number | null | undefined;
  readonly seed?: number | null | undefined;
};

/** The metric with both sides of the book. */
export type DistanceAnswer = Scoped<
  DistanceToDefault & {
    readonly assets: Worth;
    readonly debt: Worth;
    readonly merton: MertonEstimate | null;
    readonly provenance: Provenance;
  }
>;

const DAY = 86_400n;
const DAYS_PER_YEAR = 365;

/**
 * Estimates how far a protocol's assets are from its debt, in standard deviations of both.
 *
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadDistanceToDefault(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  args: DistanceArguments,
): Promise<DistanceAnswer> {
  const params = paramsOf(args);
  const { view } = scope;
  const sides = balanceSides(await stressBookOf(session, scope));
  const assets = worthOfSide(sides.assets, "assets");
  const debt = worthOfSide(sides.debts, "debts");
  const missing = missingReason(sides, assets, debt);
  const found =
    missing === null
      ? distanceToDefault({
          ...params,
          ...{ assets: doubleOf(assets), debt: doubleOf(debt) },
          returns: await loadReturns(session, series, scope, { sides, windowDays: params.windowDays }),
        })
      : missingDistance(missing);
  const merton =
    params.equity === null || missing !== null
      ? null
      : mertonEstimate({
          ...{ equity: params.equity.value, equityVolatility: params.equity.volatility },
          ...{ debt: doubleOf(debt), rate: params.equity.rate ?? 0 },
          time: params.horizonDays / DAYS_PER_YEAR,
        });
  const { maxPriceAge } = scope;
  const metric = {
    metric: DISTANCE_TO_DEFAULT.id,
    params: { ...params, maxPriceAge, protocol: scope.book.protocol.slug },
  };
  const provenance = await session.provenance(view, metric);
  return { view, ...found, assets, debt, merton, provenance };
}

function paramsOf(args: DistanceArguments) {
  const { drift, equity, confidence } = args;
  const params = {
    horizonDays: requireInside("horizonDays", args.horizonDays ?? 30, [1, 3650]),
    windowDays: requireInside("windowDays", args.windowDays ?? 365, [31, 3650]),
    seed: requireInside("seed", args.seed ?? 1, [0, 2 ** 31 - 1]),
    ...{ drift: drift ?? 0, equity: equity ?? null, confidence: confidence ?? 0.95 },
  };
  if (!(Math.abs(params.drift) <= 10)) {
    throw new InvalidRequestError(`Expected a drift from -10 to 10 a year, got ${params.drift}.`);
  }
  if (!(params.confidence > 0 && params.confidence < 1)) {
    throw new InvalidRequestError(`Expected a confidence between 0 and 1, got ${params.confidence}.`);
  }
  if (equity && !(equity.value > 0 && equity.volatility > 0)) {
    throw new InvalidRequestError("Expected an equity with value and volatility above 0.");
  }
  return params;
}

type Missing = { readonly status: Exclude<EstimateStatus, "OK">; readonly reason: string };

function missingReason({ debts }: BalanceSides, assets: Worth, debt: Worth): Missing | null {
  if (debts.length === 0) return { status: "NOT_APPLICABLE", reason: "No open position owes anything." };
  const flawed = [assets, debt].find(({ status }) => status !== "OK");
  if (flawed === undefined) {
    const isEmpty = assets.amount?.numerator === 0n;
    return isEmpty ? { status: "MODEL_DOMAIN", reason: "Nothing stands against the debt." } : null;
  }
  return { status: "NO_DATA", reason: flawed.reason ?? "A part of a side has no price." };
}

function missingDistance({ status, reason }: Missing): DistanceToDefault {
  const missing = missingEstimate(status, reason, { n: 0, method: "distance to default" });
  return { volatility: missing, distance: missing, probability: missing, firstPassage: missing };
}

async function loadReturns(
  session: LedgerSession,
  series: SeriesPorts,
  scope: SolvencyScope,
  { sides, windowDays }: { readonly sides: BalanceSides; readonly windowDays: number },
): Promise<number[]> {
  const moving = [...sides.assets, ...sides.debts].filter(({ factor }) => !factor.isFaceValue);
  const assets = [...new Set(moving.map(({ factor }) => factor.asset))].sort();
  const to = scope.view.block.timestamp;
  const span = { from: to - BigInt(windowDays) * DAY, to };
  const { view, book, maxPriceAge } = scope;
  const prices = { view, protocol: book.protocol.id, maxPriceAge };
  const history = await loadPriceHistory(session, series, prices, { ...span, assets, bucket: "DAY" });
  return ratioReturns(sides, history.prices, history.from.length);
}

function doubleOf({ amount }: Worth): number {
  return amount === null ? 0 : toDouble(amount);
}
