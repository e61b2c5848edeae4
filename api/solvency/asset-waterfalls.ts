import type { Rational } from "../domain/rational.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { UnitOfAccount } from "./unit-of-account.ts";
import { type Waterfall, waterfall } from "./waterfall.ts";

/** A loss in one asset, in whole units of it. */
export type AssetLoss = { readonly asset: string; readonly decimals: number; readonly loss: Rational };

/** Losses in several assets, each run by itself, and their sums. */
export type AssetWaterfalls = {
  readonly runs: readonly Waterfall[];
  readonly loss: Worth;
  readonly absorbed: Worth;
  readonly unabsorbed: Worth;
};

/**
 * Runs losses in several assets, each through what is held in that asset, and adds the results: capital in one asset
 * pays no loss in another where the contracts cannot swap it.
 *
 * @param losses - One for each asset.
 * @param maxPriceAge - Oldest price in seconds for the sums; null for the feeds' own heartbeats.
 */
export function assetWaterfalls(
  book: Book,
  losses: readonly AssetLoss[],
  market: string | null,
  maxPriceAge: bigint | null,
): AssetWaterfalls {
  const account = new UnitOfAccount(
    book,
    losses.map(({ asset }) => asset),
    maxPriceAge,
  );
  const runs = losses.map(({ asset, loss }) => waterfall({ book, loss, asset, market, maxPriceAge }));
  const added = (partOf: (run: Waterfall) => Worth) =>
    sumWorths(
      runs.map((run, at) => account.worthOf(asAmount(partOf(run), losses[at]))),
      account.unit,
      "assets",
    );
  return {
    runs,
    loss: added((run) => run.loss),
    absorbed: added((run) => run.absorbed),
    unabsorbed: added((run) => run.unabsorbed),
  };
}

function asAmount({ amount, status, reason }: Worth, loss: AssetLoss | undefined): TokenAmount {
  if (amount === null || loss === undefined) return { raw: null, asset: loss?.asset ?? null, status, reason };
  const raw = (amount.numerator * 10n ** BigInt(loss.decimals)) / amount.denominator;
  return { raw, asset: loss.asset, status, reason };
}
