import type { MetricDefinition } from "../domain/metric-definition.ts";
import type { Rational } from "../domain/rational.ts";
import type { TokenAmount } from "../domain/token-amount.ts";
import type { Worth } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import { LatentBadDebtTally } from "./latent-bad-debt-tally.ts";
import type { PositionPrice, PositionPricing } from "./position-prices.ts";

/** Definition of the latent bad debt metric. */
export const LATENT_BAD_DEBT: MetricDefinition = {
  id: "latent-bad-debt",
  title: "Latent bad debt of open positions",
  formula:
    "Λ(p) = Σ over accounts of max(0, debt × price − collateral × price), price × (10000 + shockBps) / 10000 where a shock is asked for; " +
    "at the prices of the protocol's own feeds, and at those of all other feeds",
  unit: "US dollars; per market also the smallest unit of the debt asset, rounded up",
  edgeCases: [
    "An account is one position, or all positions of an owner where one contract keeps the collaterals of a debt in a market each.",
    "The ledger never held a position of the protocol: NO_DATA, because many adapters keep none. Positions, but none with debt: zero.",
    "An account whose collateral or debt has no price is left out and counted: PARTIAL_COVERAGE, or the price's status when it is so for all.",
    "Debt without any collateral counts in full, and again by itself, because nobody has a reason to repay it. Its amount needs no price.",
    "Debt kept in shares: interest since the account's last change is not in the ledger, so the sum is a lower bound, PARTIAL_COVERAGE.",
    "Positions with a size (perpetuals) are counted and left out: equity = margin + size × (price − entry), and the ledger holds no entry price.",
    "CDP_COLLATERAL markets: the contracts count a unit of the debt token as one dollar, and so do the protocol's own prices where it has no feed of it. The market's prices never do.",
    "Dust: an account below the floor is left out of `aboveDust`, and of nothing else.",
  ],
  sources: [
    "metrics.md M-08",
    "Risk DAO, bad debt dashboard: value 'not taken from the lending platform price feed'",
    "Liquity README: ICR = collateral × price / debt",
  ],
  since: "1.1.0",
};

/** One open position, as much of it as latent bad debt needs. */
export type OpenPosition = {
  readonly market: string;
  /** Owner, or the protocol's number of the position. */
  readonly account: string;
  /** In units of the market's collateral asset. */
  readonly collateral: bigint;
  /** In units of the market's debt asset. */
  readonly debt: bigint;
  /** Null where debts are kept in the asset. */
  readonly debtShares: bigint | null;
  /** Signed; null where positions have no size. */
  readonly size: bigint | null;
};

/** How latent bad debt is computed. */
export type LatentBadDebtOptions = PositionPricing & {
  /** US dollars below which an account is dust. */
  readonly dustFloor: Rational;
};

/** Accounts whose debt is worth more than their collateral, and by how much. */
export type LatentBadDebtPart = { readonly accounts: number; readonly worth: Worth };

/** Latent bad debt of the accounts of one market. */
export type MarketLatentBadDebt = {
  /** Id of the market that has the debt. */
  readonly market: string;
  readonly accounts: number;
  /** In the debt asset at the prices used, rounded up. */
  readonly amount: TokenAmount;
  readonly worth: Worth;
};

/** Latent bad debt of one protocol at one set of prices. */
export type LatentBadDebt = {
  readonly total: LatentBadDebtPart;
  /** Accounts with at least the dust floor. */
  readonly aboveDust: LatentBadDebtPart;
  /** Accounts with debt and no collateral at all; part of the total. */
  readonly withoutCollateral: LatentBadDebtPart;
  /** Accounts with debt. */
  readonly debtors: number;
  /** Accounts with debt that could not be valued, those without collateral included. */
  readonly unvalued: number;
  /** Accounts whose debt is kept in shares. */
  readonly inShares: number;
  /** Open positions with a size, whose equity is not known. */
  readonly derivatives: number;
  /** Markets with latent bad debt, by id. */
  readonly markets: readonly MarketLatentBadDebt[];
  /** Every price that was used or missed, by asset. */
  readonly prices: readonly PositionPrice[];
};

/**
 * Computes the latent bad debt of one protocol from its open positions.
 *
 * @param positions - Of the book's markets; those of one account one after another.
 * @returns `total.worth` is never negative.
 * @see LATENT_BAD_DEBT
 */
export function latentBadDebt(
  book: Book,
  positions: Iterable<OpenPosition>,
  options: LatentBadDebtOptions,
): LatentBadDebt {
  const tally = new LatentBadDebtTally(book, options);
  for (const position of positions) tally.add(position);
  return tally.result();
}
