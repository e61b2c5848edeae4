import type { Market } from "../domain/entities/reference.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { MetricStatus } from "../domain/metric-status.ts";
import { missingRatio, type Ratio } from "../domain/ratio.ts";
import { compareRational, multiplyRational, type Rational, scaled } from "../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import { knownWorth, missingWorth, sumWorths, type Worth, worthRatio } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { usableAmount } from "./resources.ts";

/** Definition of the collateral ratio of a debt-issuing market. */
export const COLLATERAL_RATIO: MetricDefinition = {
  id: "collateral-ratio",
  title: "Collateral ratio of a debt-issuing market, recovery mode, and cover by its stability pool",
  formula:
    "TCR(p) = Σ collateral × p / Σ debt; recovery mode = TCR < critical ratio; spCover(p) = usable stability pool / Σ debt of positions with collateral × p < minimum ratio × debt",
  unit: "ratio; amounts in the debt asset, which the contracts count as one dollar",
  edgeCases: [
    "p is the caller's, else the price of the market's own feed; without either NO_DATA. The contracts count one unit of debt as one dollar, and so do TCR and spCover; what the debt token trades at does not matter to them.",
    "No debt: ZERO_DENOMINATOR. No position below the minimum ratio: spCover is ZERO_DENOMINATOR.",
    "Critical 150 % and minimum 110 % are those of Liquity v1 and stand where the caller gives none.",
    "Debt is as of each position's last change: what redistribution has put on a position that nobody has touched since is not in it.",
  ],
  sources: ["metrics.md M-01", "liquity/dev README: TCR, CCR 150 %, MCR 110 %"],
  since: "1.1.0",
};

/** Collateral and debt of one open position. */
export type PledgedPosition = { readonly collateral: bigint; readonly debt: bigint };

/** Price and bounds of the question. */
export type CollateralRatioRequest = {
  /** Of one whole unit of collateral, in units of debt; null where there is none, with the reason. */
  readonly price: Rational | null;
  readonly priceStatus: MetricStatus;
  readonly priceReason: string | null;
  readonly minimum: Rational;
  readonly critical: Rational;
};

/** How well the debt of a market is pledged. */
export type CollateralRatio = {
  readonly market: string;
  /** Null where the price is missing. */
  readonly price: Rational | null;
  readonly total: Ratio;
  /** Null where the total ratio is. */
  readonly isRecoveryMode: boolean | null;
  readonly stabilityPool: TokenAmount;
  /** Debt of positions below the minimum ratio. */
  readonly debtBelowMinimum: TokenAmount;
  /** Number of positions below the minimum ratio; null without a price. */
  readonly positionsBelowMinimum: number | null;
  readonly cover: Ratio;
};

const TOTAL_UNIT = "collateral in units of debt / debt";
const COVER_UNIT = "stability pool / debt below the minimum ratio";

/**
 * Computes the collateral ratios of a market at a price.
 *
 * @param positions - Open positions of the market.
 * @see COLLATERAL_RATIO
 */
export function collateralRatio(
  book: Book,
  market: Market,
  positions: readonly PledgedPosition[],
  request: CollateralRatioRequest,
): CollateralRatio {
  const scale = scaleOf(book, market);
  const { price } = request;
  const pool = poolOf(book, market);
  if (scale === null || price === null) {
    const reason =
      request.priceReason ?? "The market names no collateral and debt asset with known decimals.";
    return unknown(market, pool, { price, status: scale === null ? "NO_DATA" : request.priceStatus, reason });
  }
  const pledge = (coins: bigint) => multiplyRational(scaled(coins, scale.collateral), price);
  const owed = (coins: bigint) => scaled(coins, scale.debt);
  const total = (termOf: (position: PledgedPosition) => bigint) =>
    positions.reduce((sum, position) => sum + termOf(position), 0n);
  const pledged = knownWorth(pledge(total(({ collateral }) => collateral)), scale.asset);
  const debt = knownWorth(owed(total((position) => position.debt)), scale.asset);
  const below = positions.filter(
    ({ collateral, debt: due }) =>
      compareRational(pledge(collateral), multiplyRational(request.minimum, owed(due))) < 0,
  );
  const debtBelow = below.reduce((sum, position) => sum + position.debt, 0n);
  const ratio = worthRatio(pledged, debt, TOTAL_UNIT);
  return {
    market: market.id,
    price,
    total: ratio,
    isRecoveryMode: ratio.value === null ? null : isBelow(pledged, debt, request.critical),
    stabilityPool: pool,
    debtBelowMinimum: knownAmount(debtBelow, scale.asset),
    positionsBelowMinimum: below.length,
    cover: worthRatio(poolWorth(pool, scale), knownWorth(owed(debtBelow), scale.asset), COVER_UNIT),
  };
}

type Scale = { readonly collateral: number; readonly debt: number; readonly asset: string };

function scaleOf({ assets }: Book, { collateralAsset, debtAsset }: Market): Scale | null {
  if (collateralAsset === null || debtAsset === null) return null;
  const collateral = assets.get(collateralAsset)?.decimals ?? null;
  const debt = assets.get(debtAsset)?.decimals ?? null;
  return collateral === null || debt === null ? null : { collateral, debt, asset: debtAsset };
}

function isBelow(pledged: Worth, debt: Worth, bound: Rational): boolean | null {
  if (pledged.amount === null || debt.amount === null) return null;
  return compareRational(pledged.amount, multiplyRational(bound, debt.amount)) < 0;
}

/** What the market's stability pools, or those behind all markets, can burn of its debt. */
function poolOf({ holdings }: Book, { id, debtAsset }: Market): TokenAmount {
  if (debtAsset === null) return missingAmount(null, "NO_DATA", "The market names no single debt asset.");
  const amounts = holdings
    .filter(({ backstop }) => backstop.layer === "STABILITY_POOL" && (backstop.market ?? id) === id)
    .flatMap((holding) =>
      holding.balances
        .filter(({ asset }) => asset === debtAsset)
        .map((balance) => usableAmount(holding, balance)),
    );
  const missing = amounts.find(({ raw }) => raw === null);
  if (missing !== undefined) return missing;
  return knownAmount(
    amounts.reduce((sum, { raw }) => sum + (raw ?? 0n), 0n),
    debtAsset,
  );
}

function poolWorth({ raw, status, reason }: TokenAmount, { debt, asset }: Scale): Worth {
  if (raw === null) return missingWorth(asset, status, reason ?? "The pool is not known.");
  return sumWorths([knownWorth(scaled(raw, debt), asset)], asset, "pools");
}

type Flaw = { readonly price: Rational | null; readonly status: MetricStatus; readonly reason: string };

function unknown(
  { id, debtAsset }: Market,
  pool: TokenAmount,
  { price, status, reason }: Flaw,
): CollateralRatio {
  return {
    market: id,
    price,
    total: missingRatio(TOTAL_UNIT, status, reason),
    isRecoveryMode: null,
    stabilityPool: pool,
    debtBelowMinimum: missingAmount(debtAsset, status, reason),
    positionsBelowMinimum: null,
    cover: missingRatio(COVER_UNIT, status, reason),
  };
}
