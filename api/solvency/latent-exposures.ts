import type { Market } from "../domain/entities/reference.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../domain/token-amount.ts";
import type { Book } from "./book.ts";
import { type Exposure, untoldExposure } from "./exposure.ts";
import type { LatentBadDebt } from "./latent-bad-debt.ts";
import { LENDING_KINDS } from "./lending-kinds.ts";

/**
 * Turns latent bad debt into exposures: what the accounts of each market that lends lack, in its debt asset.
 *
 * @returns one exposure for each market that has an account without cover; a single zero, or the status of the whole, where
 *   none has.
 */
export function latentExposures({ markets }: Book, latent: LatentBadDebt): Exposure[] {
  const lending = markets.filter(({ kind }) => LENDING_KINDS.includes(kind));
  const found = latent.markets.map(({ market, amount }) => told(market, flawed(amount, latent)));
  if (found.length > 0) return found;
  return lending.slice(0, 1).map((market) => told(market.id, nothingLacks(market, latent)));
}

function told(market: string, amount: TokenAmount): Exposure {
  return {
    ...untoldExposure(market, amount.asset, amount),
    source: amount.raw === null ? null : "POSITIONS",
  };
}

/** Accounts that could not be valued may stand in a market that is not listed: then no part of the sum is whole. */
function flawed(amount: TokenAmount, { total }: LatentBadDebt): TokenAmount {
  const { status, reason } = total.worth;
  if (amount.raw === null || status === "OK") return amount;
  return { ...amount, status: "PARTIAL_COVERAGE", reason };
}

function nothingLacks({ debtAsset }: Market, { total }: LatentBadDebt): TokenAmount {
  const { status, reason, amount } = total.worth;
  if (amount === null || debtAsset === null)
    return missingAmount(
      debtAsset,
      status === "OK" ? "NO_DATA" : status,
      reason ?? "The market names no debt asset.",
    );
  return { ...knownAmount(0n, debtAsset), status, reason };
}
