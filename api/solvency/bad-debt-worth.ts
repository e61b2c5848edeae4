import type { Deficit } from "../domain/entities/deficit.ts";
import type { MetricDefinition } from "../domain/metric-definition.ts";
import { compareRational, multiplyRational, type Rational, rational } from "../domain/rational.ts";
import { knownAmount } from "../domain/token-amount.ts";
import { sumWorths, type Worth } from "../domain/worth.ts";
import type { Book } from "./book.ts";
import type { UnitOfAccount } from "./unit-of-account.ts";
import { worthAtPrice } from "./worth-at-price.ts";

/** Definition of realised bad debt over all assets of a protocol. */
export const BAD_DEBT_WORTH: MetricDefinition = {
  id: "bad-debt-worth",
  title: "Realised bad debt over all assets",
  formula:
    "open = created − covered − socialised − writtenOff per market and asset, each × price of the block, summed; " +
    "aboveDust = the same over the deficits whose created amount is worth at least the floor",
  unit: "the one asset that all deficits are in, else US dollars; ages in seconds",
  edgeCases: [
    "residual = open of the ledger − the formula: anything but zero is a defect of the ledger and is shown, not hidden.",
    "All amounts are valued at the block's prices, also debt created at others: the identity then holds in worth as in amounts.",
    "A deficit without a price is left out of sums in dollars (PARTIAL_COVERAGE), and is never dust.",
    "Dust is decided by what was ever created, so that one set of deficits stands in all columns and the identity holds in it.",
    "The oldest open debt is that of the deficit whose oldest unpaid creation is the oldest; null when none is open.",
    "Debt that no log has recognised yet is `latent-bad-debt`.",
  ],
  sources: ["metrics.md M-08", "schema.graphql: Deficit, DeficitChange"],
  since: "1.1.0",
};

/** Some deficits summed. */
export type BadDebtTotals = {
  readonly deficits: number;
  readonly open: Worth;
  /** Part of `open` that is promised or queued. */
  readonly pending: Worth;
  readonly created: Worth;
  readonly covered: Worth;
  readonly socialised: Worth;
  readonly writtenOff: Worth;
  /** open − (created − covered − socialised − writtenOff): zero unless the ledger is wrong. */
  readonly residual: Worth;
  /** When the oldest debt that is still open was created, seconds since 1970-01-01 UTC; null when none is open. */
  readonly oldestOpenSince: bigint | null;
};

/** Realised bad debt of a protocol, with and without dust. */
export type BadDebtWorth = {
  readonly total: BadDebtTotals;
  readonly aboveDust: BadDebtTotals;
  /** Deficits without a price in dollars, which stay in `aboveDust`. */
  readonly undecided: number;
};

/** What the sums need besides the book. */
export type BadDebtWorthOptions = {
  readonly account: UnitOfAccount;
  /** US dollars below which a deficit is dust. */
  readonly dustFloor: Rational;
  /** Oldest price in seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
  /** When the oldest debt of a deficit that is still open was created, by the deficit's id. */
  readonly sinceOf: (deficit: string) => bigint | null;
};

/** Sums a book's deficits in one unit. See {@link BAD_DEBT_WORTH}. */
export function badDebtWorth(book: Book, options: BadDebtWorthOptions): BadDebtWorth {
  const dollars = new Map(
    book.deficits.map(({ id, asset, created }) => [id, worthInDollars(book, asset, created, options)]),
  );
  const isLarge = ({ id }: Deficit) => !isBelow(dollars.get(id) ?? null, options.dustFloor);
  return {
    total: totalsOf(book.deficits, options),
    aboveDust: totalsOf(book.deficits.filter(isLarge), options),
    undecided: [...dollars.values()].filter((worth) => worth === null).length,
  };
}

/**
 * Returns the smallest amount of an asset that is worth at least the floor, in its smallest unit; zero where there is no
 * price, because then nothing is known to be dust.
 */
export function dustAmount(
  book: Book,
  asset: string,
  { dustFloor, maxPriceAge }: Pick<BadDebtWorthOptions, "dustFloor" | "maxPriceAge">,
): bigint {
  const one = worthInDollars(book, asset, 1n, { maxPriceAge });
  if (one === null || one.numerator === 0n) return 0n;
  const { numerator, denominator } = multiplyRational(dustFloor, rational(one.denominator, one.numerator));
  return (numerator + denominator - 1n) / denominator;
}

function worthInDollars(
  { assets, prices, protocol, at }: Book,
  asset: string,
  raw: bigint,
  { maxPriceAge }: Pick<BadDebtWorthOptions, "maxPriceAge">,
): Rational | null {
  const price = prices.priceOf(asset, { protocol: protocol.id, at, maxAge: maxPriceAge });
  return worthAtPrice(knownAmount(raw, asset), assets.get(asset)?.decimals ?? null, price).amount;
}

function isBelow(worth: Rational | null, floor: Rational): boolean {
  return worth !== null && compareRational(worth, floor) < 0;
}

function totalsOf(deficits: readonly Deficit[], { account, sinceOf }: BadDebtWorthOptions): BadDebtTotals {
  const sum = (amountOf: (deficit: Deficit) => bigint) =>
    sumWorths(
      deficits.map((deficit) => account.worthOf(knownAmount(amountOf(deficit), deficit.asset))),
      account.unit,
      "deficits",
    );
  return {
    deficits: deficits.length,
    open: sum(({ open }) => open),
    pending: sum(({ pending }) => pending),
    created: sum(({ created }) => created),
    covered: sum(({ covered }) => covered),
    socialised: sum(({ socialised }) => socialised),
    writtenOff: sum(({ writtenOff }) => writtenOff),
    residual: sum(residualOf),
    oldestOpenSince: oldest(deficits.map(({ id }) => sinceOf(id))),
  };
}

function residualOf({ open, created, covered, socialised, writtenOff }: Deficit): bigint {
  return open - (created - covered - socialised - writtenOff);
}

function oldest(times: readonly (bigint | null)[]): bigint | null {
  return times.reduce<bigint | null>((first, time) => {
    if (time === null || first === null) return first ?? time;
    return time < first ? time : first;
  }, null);
}
