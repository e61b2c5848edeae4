import { multiplyRational, type Rational, rational } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import { shareProRata } from "../../solvency/pro-rata.ts";
import type { StressBook, StressLayer } from "../book/stress-book.ts";
import { exactDouble } from "./exact-double.ts";

/** Decimals of a dollar in which losses are shared out. */
export const MONEY_DECIMALS = 18;

const MONEY = 10n ** BigInt(MONEY_DECIMALS);
/** Denominator of the share of capital that has left: every double from 0 to 1 down to 2^-53 is a multiple of it. */
const SHARES = 2n ** 53n;

/** What became of one holding of a layer, in the asset's smallest unit: start = drawn + withdrawn + left. */
export type HoldingDraw = {
  /** Index of the factor. */
  readonly factor: number;
  readonly start: bigint;
  readonly drawn: bigint;
  readonly withdrawn: bigint;
  readonly left: bigint;
};

/** What became of one layer. */
export type LayerDraw = {
  readonly layer: StressLayer;
  /** Losses that it took, in 10^-18 dollars at the prices of the steps. */
  readonly drawn: bigint;
  readonly holdings: readonly HoldingDraw[];
};

type Holding = {
  readonly factor: number;
  readonly start: bigint;
  /** Of the smallest unit at the block, in 10^-18 dollars; null where it counts for nothing. */
  readonly unitPrice: Rational | null;
  drawn: bigint;
  withdrawn: bigint;
  left: bigint;
  /** Worth of what is left at the block's price, US dollars. */
  dollars: number;
};
type Layer = { readonly layer: StressLayer; readonly holdings: readonly Holding[]; drawn: bigint };

/**
 * The layers of a book while losses are taken out of them, in whole numbers: every unit of a loss is either taken by a layer or
 * unabsorbed. Holdings are worth the prices of the moment, and capital may leave before a loss comes.
 */
export class LossLayers {
  readonly #layers: readonly Layer[];
  readonly #ranks: readonly (readonly Layer[])[];
  readonly #holdings: readonly Holding[];
  #kept = SHARES;
  #unabsorbed = 0n;

  /** @param leftOut - By factor: 1 where holdings count for nothing because their price is not known. */
  constructor(book: StressBook, leftOut: Uint8Array) {
    this.#layers = book.layers
      .filter(({ isFunded }) => isFunded)
      .map((layer) => ({ layer, drawn: 0n, holdings: holdingsOf(book, layer, leftOut) }));
    const ranks = [...new Set(this.#layers.map(({ layer }) => layer.rank))];
    this.#holdings = this.#layers.flatMap(({ holdings }) => holdings);
    this.#ranks = ranks.map((rank) => this.#layers.filter(({ layer }) => layer.rank === rank));
  }

  /** Losses that no layer took so far, in 10^-18 dollars. */
  get unabsorbed(): bigint {
    return this.#unabsorbed;
  }

  /** Lets capital leave. @param share - Part that has left by now of what was there at the start, undrawn; never decreases. */
  withdraw(share: number): void {
    const kept = SHARES - BigInt(Math.round(share * Number(SHARES)));
    if (kept >= this.#kept) return;
    for (const { holdings } of this.#layers) {
      for (const holding of holdings) {
        const left = (holding.left * kept) / this.#kept;
        holding.withdrawn += holding.left - left;
        leave(holding, left);
      }
    }
    this.#kept = kept;
  }

  /**
   * Takes a loss out of the layers, rank by rank; those of one rank share in proportion to what they have.
   *
   * @param loss - In 10^-18 dollars.
   * @param market - Index of the market in which it fell.
   * @param multiples - Market price of each factor as a multiple of the block's.
   */
  absorb(loss: bigint, market: number, multiples: Float64Array): void {
    let missing = loss;
    for (const rank of this.#ranks) {
      if (missing === 0n) return;
      const able = rank.filter(({ layer }) => layer.market === null || layer.market === market);
      const worths = able.map(({ holdings }) => holdings.map((holding) => worthOf(holding, multiples)));
      const shares = shareProRata(missing, worths.map(sum));
      for (const [at, layer] of able.entries()) {
        const share = shares[at] ?? 0n;
        take(layer, share, worths[at] ?? []);
        missing -= share;
      }
    }
    this.#unabsorbed += missing;
  }

  /**
   * What the layers could pay now, US dollars.
   *
   * @param market - Table of market prices as multiples of the block's.
   * @param row - Place of the moment's first price in it.
   */
  capacity(market: Float64Array, row: number): number {
    let total = 0;
    for (const { dollars, factor } of this.#holdings) total += dollars * (market[row + factor] as number);
    return total;
  }

  /** What became of each funded layer, in the order in which they pay. */
  draws(): LayerDraw[] {
    return this.#layers.map(({ layer, drawn, holdings }) => ({
      layer,
      drawn,
      holdings: holdings.map(({ factor, start, drawn: out, withdrawn, left }) => ({
        ...{ factor, start, drawn: out, withdrawn, left },
      })),
    }));
  }
}

/** Turns dollars into units of 10^-18, rounded down. */
export function toMoney(dollars: number): bigint {
  const { numerator, denominator } = exactDouble(dollars);
  return (numerator * MONEY) / denominator;
}

function holdingsOf({ factors }: StressBook, layer: StressLayer, leftOut: Uint8Array): Holding[] {
  return layer.holdings.map(({ factor, raw }) => {
    const { exactPrice = null, decimals = null } = factors[factor] ?? {};
    const isKnown = exactPrice !== null && decimals !== null && leftOut[factor] === 0;
    const unit = { numerator: MONEY, denominator: 10n ** BigInt(decimals ?? 0) };
    const unitPrice = isKnown ? multiplyRational(exactPrice, unit) : null;
    const holding = { factor, unitPrice, start: raw, drawn: 0n, withdrawn: 0n, left: raw, dollars: 0 };
    leave(holding, raw);
    return holding;
  });
}

function leave(holding: Holding, left: bigint): void {
  holding.left = left;
  const { numerator, denominator } = holding.unitPrice ?? rational(0n);
  holding.dollars = toDouble(rational(left * numerator, denominator * MONEY));
}

/** Worth of what is left, in 10^-18 dollars, rounded down. */
function worthOf({ left, unitPrice, factor }: Holding, multiples: Float64Array): bigint {
  if (unitPrice === null || left === 0n) return 0n;
  const { numerator, denominator } = multiplyRational(unitPrice, exactDouble(multiples[factor] as number));
  return (left * numerator) / denominator;
}

/** Takes a share out of the holdings in proportion to their worths; what is taken of each is rounded up. */
function take(layer: Layer, share: bigint, worths: readonly bigint[]): void {
  if (share === 0n) return;
  layer.drawn += share;
  const parts = shareProRata(share, worths);
  for (const [at, holding] of layer.holdings.entries()) {
    const [part, worth] = [parts[at] ?? 0n, worths[at] ?? 0n];
    if (part === 0n) continue;
    const units = (holding.left * part + worth - 1n) / worth;
    holding.drawn += units;
    leave(holding, holding.left - units);
  }
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
