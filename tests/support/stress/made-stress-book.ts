import { type Rational, rational, scaled } from "../../../api/domain/rational.ts";
import { toDouble } from "../../../api/domain/to-double.ts";
import { termOf } from "../../../api/stress/book/market-terms.ts";
import type { StressBook, StressLegs } from "../../../api/stress/book/stress-book.ts";

/** Decimals of every asset of a made book. */
const DECIMALS = 6;

/** One leg: index of the factor and the amount in 10^-6. */
export type MadeLeg = { readonly factor: number; readonly raw: bigint };

/** An account: index of its market, what it pledges and owes. */
export type MadeAccount = {
  readonly market: number;
  readonly collateral: readonly MadeLeg[];
  readonly debt: readonly MadeLeg[];
};

/** Rules of a market as exact quotients. */
export type MadeTerms = {
  readonly threshold: Rational;
  readonly closeFactor: Rational;
  readonly bonus: Rational;
};

/** What a made book is to hold. */
export type StressParts = {
  /** Prices by factor, in 10^-6 dollars. */
  readonly prices: readonly bigint[];
  readonly markets: readonly MadeTerms[];
  readonly accounts: readonly MadeAccount[];
  /** By rank: holdings of each layer. */
  readonly layers?: readonly (readonly MadeLeg[])[];
  /** Factors that count as one dollar by rule. */
  readonly faceValue?: readonly number[];
};

/** Makes a stress book at second 1,000,000; assets are named `a0`, `a1`, markets `m0`, ... */
export function madeStressBook({
  prices,
  markets,
  accounts,
  layers = [],
  faceValue = [],
}: StressParts): StressBook {
  return {
    ...{ network: "mainnet", protocol: "made", blockNumber: 1n, at: 1_000_000 },
    factors: prices.map((price, index) => ({
      ...{ asset: `a${index}`, symbol: `A${index}`, decimals: DECIMALS, heartbeat: null, reason: null },
      isFaceValue: faceValue.includes(index),
      exactPrice: scaled(price, DECIMALS),
      price: toDouble(scaled(price, DECIMALS)),
    })),
    markets: markets.map((terms, index) => ({
      ...{ id: `m${index}`, name: `m${index}`, kind: "LENDING_RESERVE", collateral: -1, debt: -1 },
      terms: {
        threshold: termOf(terms.threshold, "LEDGER"),
        closeFactor: termOf(terms.closeFactor, "LEDGER"),
        bonus: termOf(terms.bonus, "LEDGER"),
      },
    })),
    accounts: {
      count: accounts.length,
      owners: accounts.map((_, index) => `owner-${index}`),
      markets: Int32Array.from(accounts, ({ market }) => market),
      collateral: legsOf(accounts.map(({ market, collateral }) => ({ market, legs: collateral }))),
      debt: legsOf(accounts.map(({ market, debt }) => ({ market, legs: debt }))),
    },
    perpetuals: [],
    claims: [],
    layers: layers.map((holdings, index) => ({
      ...{ backstop: `l${index}`, name: `l${index}`, kind: "STATIC_INSURANCE_FUND", layer: "INSURANCE_FUND" },
      ...{ rank: index + 1, market: null, isFunded: true },
      holdings: holdings.map(({ factor, raw }) => ({ factor, raw, amount: amountOf(raw), reason: null })),
    })),
    warnings: [],
  };
}

/** Makes the rules of a market from basis points. */
export function madeTerms(thresholdBps: number, closeFactorBps = 10_000, bonusBps = 0): MadeTerms {
  const bps = (value: number) => rational(BigInt(value), 10_000n);
  return { threshold: bps(thresholdBps), closeFactor: bps(closeFactorBps), bonus: bps(bonusBps) };
}

function amountOf(raw: bigint): number {
  return toDouble(scaled(raw, DECIMALS));
}

function legsOf(accounts: readonly { market: number; legs: readonly MadeLeg[] }[]): StressLegs {
  const start = [0];
  for (const { legs } of accounts) start.push((start[start.length - 1] ?? 0) + legs.length);
  const flat = accounts.flatMap(({ market, legs }) => legs.map((leg) => ({ ...leg, market })));
  return {
    start: Int32Array.from(start),
    factor: Int32Array.from(flat, ({ factor }) => factor),
    market: Int32Array.from(flat, ({ market }) => market),
    amount: Float64Array.from(flat, ({ raw }) => amountOf(raw)),
    raw: flat.map(({ raw }) => raw),
  };
}
