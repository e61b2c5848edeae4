import { InvalidRequestError, UnknownEntityError } from "../../domain/errors.ts";
import { multiplyRational, rational, scaled } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import { REDEMPTION_PUT, type RedemptionPut, redemptionPut } from "../../options/redemption-put.ts";
import { consecutiveReturns } from "../../solvency/consecutive-returns.ts";
import type { Price } from "../../solvency/price-board.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { realisedVolatility } from "../../stats/realised-volatility.ts";
import type { LedgerSession, Scoped } from "../ledger-session.ts";
import type { Provenance } from "../provenance.ts";
import { requireInside } from "../require-inside.ts";
import type { SolvencyScope } from "../solvency.ts";

/** Market and model as a caller gives them. */
export type RedemptionPutArguments = {
  /** Id or name. */
  readonly market: string;
  readonly horizonDays?: number | null | undefined;
  /** A year, a ratio; estimated when left out. */
  readonly volatility?: number | null | undefined;
  /** A year, a ratio of the claims; none when left out. */
  readonly feeRate?: number | null | undefined;
  readonly windowDays?: number | null | undefined;
};

/** The put with what it was computed from. */
export type RedemptionPutAnswer = Scoped<RedemptionPut> & {
  readonly market: string;
  /** Collateral at the price over debt; not rounded money but a double. */
  readonly collateralRatio: Estimate;
  readonly volatility: Estimate;
  readonly horizonDays: number;
  readonly provenance: Provenance;
};

const DAY = 86_400n;
const METHOD = "Σ collateral × price / Σ debt";

/**
 * Values the put that holders of a debt-issuing market's claims hold on its collateral. One unit of debt counts as one dollar.
 *
 * @throws {UnknownEntityError} when the protocol has no such market.
 * @throws {InvalidRequestError} when an argument is out of range.
 */
export async function loadRedemptionPut(
  session: LedgerSession,
  scope: SolvencyScope,
  args: RedemptionPutArguments,
): Promise<RedemptionPutAnswer> {
  const { view, book, maxPriceAge } = scope;
  const market = book.markets.find(
    ({ id, name }) => id === args.market.toLowerCase() || name === args.market,
  );
  if (market === undefined) {
    throw new UnknownEntityError(
      `No market "${args.market}" of "${book.protocol.slug}". \`markets\` lists ids and names.`,
    );
  }
  const horizonDays = positive("horizonDays", args.horizonDays ?? 30, 3650);
  const windowDays = requireInside("windowDays", args.windowDays ?? 90, [1, 3650]);
  const policy = { protocol: book.protocol.id, at: book.at, maxAge: maxPriceAge };
  const price =
    market.priceFeed === null
      ? book.prices.priceOf(market.collateralAsset ?? "", policy)
      : book.prices.priceFrom(market.priceFeed, policy);
  const state = stateOf(scope, market, price);
  const volatility = await volatilityOf(session, scope, {
    price,
    windowDays,
    given: args.volatility ?? null,
  });
  const feeRate = args.feeRate ?? null;
  const params = {
    protocol: book.protocol.slug,
    market: market.id,
    horizonDays,
    windowDays,
    feeRate,
    maxPriceAge,
  };
  return {
    ...valued(state, volatility, { years: horizonDays / 365, feeRate }),
    ...{ view, market: market.id, collateralRatio: state.ratio, volatility, horizonDays },
    provenance: await session.provenance(view, {
      metric: REDEMPTION_PUT.id,
      params: { ...params, volatility: args.volatility ?? null },
    }),
  };
}

type State = { readonly ratio: Estimate; readonly claims: number };

function stateOf(
  { book }: SolvencyScope,
  market: SolvencyScope["book"]["markets"][number],
  price: Price,
): State {
  const exposure = book.exposures.find((one) => one.market === market.id);
  const decimals = (asset: string | null) =>
    asset === null ? null : (book.assets.get(asset)?.decimals ?? null);
  const [pledged, owed] = [decimals(market.collateralAsset), decimals(market.debtAsset)];
  const parts = { n: Number(exposure?.positions ?? 0n), method: METHOD };
  const none = (status: Exclude<Estimate["status"], "OK">, reason: string): State => ({
    ratio: missingEstimate(status, reason, parts),
    claims: 0,
  });
  if (exposure === undefined || pledged === null || owed === null) {
    return none("NO_DATA", "The market has no positions, or the decimals of its assets are unknown.");
  }
  if (exposure.debt === 0n) return none("ZERO_DENOMINATOR", "There is no debt.");
  if (price.rate === null)
    return none(price.status === "OK" ? "NO_DATA" : price.status, price.reason ?? "No price.");
  const debt = scaled(exposure.debt, owed);
  const worth = multiplyRational(scaled(exposure.collateral, pledged), price.rate);
  const value = toDouble(multiplyRational(worth, rational(debt.denominator, debt.numerator)));
  return { ratio: estimated({ value, ...parts }), claims: toDouble(debt) };
}

async function volatilityOf(
  { reader }: LedgerSession,
  { view }: SolvencyScope,
  { price, windowDays, given }: { price: Price; windowDays: number; given: number | null },
): Promise<Estimate> {
  if (given !== null) {
    return estimated({ value: positive("volatility", given, 20), n: 0, method: "given" });
  }
  if (price.feed === null || price.via !== null) {
    return missingEstimate("NO_DATA", "The collateral has no price feed in dollars.", {
      n: 0,
      method: "daily returns",
    });
  }
  const from = view.block.timestamp - BigInt(windowDays) * DAY;
  const closes = await reader.dailyCloses(view, { feeds: [price.feed.feed], from });
  return realisedVolatility(consecutiveReturns(closes), 365);
}

function valued(
  { ratio, claims }: State,
  volatility: Estimate,
  { years, feeRate }: { readonly years: number; readonly feeRate: number | null },
): RedemptionPut {
  if (ratio.value === null || volatility.value === null) {
    const { status, reason, n, method } = ratio.value === null ? ratio : volatility;
    const why = reason ?? "A part is missing.";
    const none = missingEstimate(status === "OK" ? "NO_DATA" : status, why, { n, method });
    return { put: none, liability: none, feeCoverage: none };
  }
  return redemptionPut({
    ...{ collateralRatio: ratio.value, volatility: volatility.value },
    ...{ years, claims, feeRate },
  });
}

function positive(name: string, value: number, most: number): number {
  if (value > 0 && value <= most) return value;
  throw new InvalidRequestError(`Expected ${name} above 0 and at most ${most}, got ${value}.`);
}
