import type { Market } from "../../domain/entities/reference.ts";
import type { Rational } from "../../domain/rational.ts";
import { knownAmount, missingAmount, type TokenAmount } from "../../domain/token-amount.ts";
import { missingWorth, sumWorths, type Worth } from "../../domain/worth.ts";
import type { Book } from "../../solvency/book.ts";
import type { OpenPosition } from "../../solvency/latent-bad-debt.ts";
import { positionPools } from "../../solvency/position-pools.ts";
import { collateralPrice, debtPrice } from "../../solvency/position-prices.ts";
import { CURRENCY } from "../../solvency/price-board.ts";
import { UnitOfAccount } from "../../solvency/unit-of-account.ts";
import { ANY_AGE } from "./any-age.ts";

/** Positions on which the protocol's prices and the market's disagree, and their debt. */
export type MispricedSide = { readonly positions: number; readonly debt: TokenAmount };

/** Debt at mispricing of one market. */
export type MarketMispricedDebt = {
  readonly market: string;
  /** Null where it is not known. */
  readonly ratio: Rational | null;
  /** Positions with debt and without a size. */
  readonly debtors: number;
  /** Could be liquidated at market prices, and not at the protocol's. */
  readonly missed: MispricedSide;
  /** Could be liquidated at the protocol's prices, and not at the market's. */
  readonly wrongful: MispricedSide;
};

/** Debt at mispricing of a protocol. */
export type MispricedDebt = {
  readonly missed: { readonly positions: number; readonly worth: Worth };
  readonly wrongful: { readonly positions: number; readonly worth: Worth };
  /** Markets with debtors, by id. */
  readonly markets: readonly MarketMispricedDebt[];
};

/** At which prices and ratios positions are compared. */
export type MispricingInput = {
  readonly book: Book;
  /** The same book with the last valid prices as its prices, whatever their age: what the contracts act on. */
  readonly acted: Book;
  readonly ratios: ReadonlyMap<string, Rational>;
  /** Of the market's prices, seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

/** Tells whether a position may be liquidated: collateral × worth < debt × owed. */
type Rule = { readonly collateral: bigint; readonly debt: bigint };

type Place = {
  readonly market: Market;
  readonly own: Rule | null;
  readonly others: Rule | null;
  /** Why there is a rule missing. */
  readonly reason: string | null;
  debtors: number;
  inShares: number;
  missed: { positions: number; debt: bigint };
  wrongful: { positions: number; debt: bigint };
};

const NOT_KEPT = "The ledger never held a position of the protocol.";

/** Finds debt that two sets of prices judge differently, from positions that come one by one. See `ORACLE_RISK`. */
export class MispricedDebtTally {
  readonly #input: MispricingInput;
  readonly #places: ReadonlyMap<string, Place>;

  constructor(input: MispricingInput) {
    this.#input = input;
    const pooled = positionPools(input.book.markets);
    this.#places = new Map(
      input.book.markets.map((market) => [market.id, placeOf(market, input, pooled.has(market.id))]),
    );
  }

  /** Takes one open position into account. */
  add({ market, collateral, debt, debtShares, size }: OpenPosition): void {
    const place = this.#places.get(market);
    if (place === undefined || debt === 0n || (size !== null && size !== 0n)) return;
    place.debtors += 1;
    if (debtShares !== null && debtShares !== 0n) place.inShares += 1;
    if (place.own === null || place.others === null) return;
    const atOwn = isBelow(place.own, collateral, debt);
    const atMarket = isBelow(place.others, collateral, debt);
    if (atOwn === atMarket) return;
    const side = atMarket ? place.missed : place.wrongful;
    side.positions += 1;
    side.debt += debt;
  }

  /** Returns what was found. */
  result(): MispricedDebt {
    const places = [...this.#places.values()].filter(({ debtors }) => debtors > 0);
    const markets = places
      .map((place) => marketOf(place, this.#input.ratios.get(place.market.id) ?? null))
      .sort((a, b) => (a.market < b.market ? -1 : 1));
    return { missed: this.#total(markets, "missed"), wrongful: this.#total(markets, "wrongful"), markets };
  }

  #total(markets: readonly MarketMispricedDebt[], side: "missed" | "wrongful") {
    const { acted, book, maxPriceAge } = this.#input;
    const positions = markets.reduce((sum, market) => sum + market[side].positions, 0);
    if (book.exposures.length === 0) return { positions, worth: missingWorth(CURRENCY, "NO_DATA", NOT_KEPT) };
    const assets = markets.flatMap(({ [side]: { debt } }) => (debt.asset === null ? [] : [debt.asset]));
    const account = new UnitOfAccount(acted, assets, maxPriceAge);
    const worths = markets.map((market) => account.worthOf(market[side].debt));
    return { positions, worth: sumWorths(worths, account.unit, "markets") };
  }
}

function placeOf(market: Market, input: MispricingInput, isPooled: boolean): Place {
  const ratio = input.ratios.get(market.id) ?? null;
  const sums = { debtors: 0, inShares: 0 };
  const sides = { missed: { positions: 0, debt: 0n }, wrongful: { positions: 0, debt: 0n } };
  const unruled = { market, own: null, others: null, ...sums, ...sides };
  if (isPooled)
    return { ...unruled, reason: "An account's collaterals in several markets answer for one debt." };
  if (ratio === null)
    return { ...unruled, reason: "No indexed parameter states the market's liquidation ratio." };
  const own = ruleAt("OWN", market, ratio, input);
  const others = ruleAt("OTHERS", market, ratio, input);
  const reason = typeof own === "string" ? own : typeof others === "string" ? others : null;
  return {
    ...{ ...unruled, reason },
    own: typeof own === "string" ? null : own,
    others: typeof others === "string" ? null : others,
  };
}

/** Rule at one set of prices, or why there is none. A debt token that the contracts count as a dollar stays one. */
function ruleAt(
  origin: "OWN" | "OTHERS",
  market: Market,
  ratio: Rational,
  { book, acted, maxPriceAge }: MispricingInput,
): Rule | string {
  const shocks = new Map<string, number>();
  const byOwn = { origin: "OWN", maxPriceAge: ANY_AGE, shocks } as const;
  const byOthers = { origin: "OTHERS", maxPriceAge, shocks } as const;
  const isOwn = origin === "OWN";
  const collateral = isOwn ? collateralPrice(acted, market, byOwn) : collateralPrice(book, market, byOthers);
  const isIssued = market.kind === "CDP_COLLATERAL";
  const debt = isOwn || isIssued ? debtPrice(acted, market, byOwn) : debtPrice(book, market, byOthers);
  if (collateral === null || debt === null) return "The market names no single collateral and debt asset.";
  const flaw = [collateral, debt].find(({ rate }) => rate === null);
  if (collateral.rate === null || debt.rate === null) return flaw?.reason ?? "A price is missing.";
  return {
    collateral: collateral.rate.numerator * debt.rate.denominator * ratio.denominator,
    debt: ratio.numerator * debt.rate.numerator * collateral.rate.denominator,
  };
}

function isBelow(rule: Rule, collateral: bigint, debt: bigint): boolean {
  return collateral * rule.collateral < debt * rule.debt;
}

function marketOf(place: Place, ratio: Rational | null): MarketMispricedDebt {
  const { market, debtors, missed, wrongful } = place;
  const side = ({ positions, debt }: Place["missed"]) => ({ positions, debt: amountOf(place, debt) });
  return { market: market.id, ratio, debtors, missed: side(missed), wrongful: side(wrongful) };
}

function amountOf({ market, inShares, reason }: Place, debt: bigint): TokenAmount {
  const asset = market.debtAsset;
  if (asset === null || reason !== null) {
    return missingAmount(asset, "NO_DATA", reason ?? "The market names no single debt asset.");
  }
  if (inShares === 0) return knownAmount(debt, asset);
  const lacking = `${inShares} debts are kept in shares: interest since each one's last change is not in the ledger.`;
  return { raw: debt, asset, status: "PARTIAL_COVERAGE", reason: lacking };
}
