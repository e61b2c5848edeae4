import { InvalidRequestError } from "../domain/errors.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { missingWorth, type Worth } from "../domain/worth.ts";
import { CURRENCY, type Price, WITHOUT_FEED } from "../solvency/price-board.ts";
import { worthAtPrice } from "../solvency/worth-at-price.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";

/** Whose prices value an amount, and when the fact happened that it belongs to. */
export type AmountOrigin = {
  /** Id of the protocol; null where the amount belongs to none. */
  readonly protocol: string | null;
  /** Block of the fact; null where the amount belongs to none. */
  readonly block: { readonly number: bigint; readonly timestamp: bigint } | null;
};

/** An amount in US dollars, the price that made it, and as of when (seconds since 1970-01-01 UTC). */
export type ValuedAmount = Scoped<{
  readonly worth: Worth;
  readonly price: Price;
  readonly pricedAt: bigint;
}>;

/** How to value. */
export type ValuationRequest = {
  /** Null or left out for the feeds' own heartbeats. */
  readonly maxPriceAgeSeconds?: number | null | undefined;
  readonly at?: "VIEW" | "FACT" | null | undefined;
};

/**
 * Values an amount at the last prices as of its view's block, or as of the end of its fact's block. All amounts of one
 * answer together cost one query for prices and one for decimals.
 *
 * @throws {InvalidRequestError} when the age is negative.
 */
export async function valueAmount(
  { loaders, prices }: LedgerSession,
  amount: Scoped<TokenAmount>,
  { protocol, block }: AmountOrigin,
  request: ValuationRequest,
): Promise<ValuedAmount> {
  const { view, asset } = amount;
  const maxAge = priceAgeOf(request.maxPriceAgeSeconds ?? null);
  const { number, timestamp } = (request.at === "FACT" ? block : null) ?? view.block;
  const pricedAt = { view, pricedAt: timestamp };
  if (asset === null) {
    const worth = missingWorth(
      CURRENCY,
      amount.status,
      amount.reason ?? "The ledger does not tell the asset.",
    );
    return { ...pricedAt, worth, price: WITHOUT_FEED };
  }
  const [board, { decimals }] = await Promise.all([
    prices.load({ view, asset, horizon: endOrdinal(number) }),
    loaders.asset.load({ view, id: asset }),
  ]);
  const price = board.priceOf(asset, { protocol, at: timestamp, maxAge });
  return { ...pricedAt, worth: worthAtPrice(amount, decimals, price), price };
}

/**
 * Reads the oldest age allowed of a price.
 *
 * @returns seconds; null for the feeds' own heartbeats.
 * @throws {InvalidRequestError} when it is negative.
 */
export function priceAgeOf(seconds: number | null): bigint | null {
  if (seconds !== null && seconds < 0) {
    throw new InvalidRequestError(`Expected maxPriceAgeSeconds of 0 or more, got ${seconds}.`);
  }
  return seconds === null ? null : BigInt(seconds);
}
