import type { StressBook, StressHolding, StressLayer } from "./stress-book.ts";

/** Layers out of which providers can withdraw; the others belong to the protocol. */
const WITHDRAWABLE: readonly string[] = ["STABILITY_POOL", "STAKED_FIRST_LOSS"];
/** Kinds of backstops out of which providers can withdraw, whatever their layer is. */
const WITHDRAWABLE_KINDS: readonly string[] = ["STAKED_SAFETY_MODULE", "INSURANCE_COVER", "OPTIONS_VAULT"];

/** Capital of layers in one factor. */
export type PooledHolding = {
  /** Index of the factor. */
  readonly factor: number;
  /** US dollars at the prices of the book. */
  readonly worth: number;
  /** Whether its providers can take it out. */
  readonly isWithdrawable: boolean;
};

/**
 * Who pays for whose losses. Group 0 is all markets without a layer of their own; each market that has one is a group
 * of its own, whose layers pay first. What is left of all groups falls on the layers that pay for every market.
 */
export type LossGroups = {
  /** Group of each market, by its index. */
  readonly groupOf: Int32Array;
  /** Capital of the layers of each group alone; none for group 0. */
  readonly own: readonly (readonly PooledHolding[])[];
  /** Capital of the layers that pay for every market. */
  readonly shared: readonly PooledHolding[];
  /** Holdings without a price or an amount, which count as nothing. */
  readonly unvalued: number;
};

/** Sorts the funded layers of a book by whose losses they pay for. */
export function lossGroups({ markets, layers, factors }: StressBook): LossGroups {
  const funded = layers.filter(({ isFunded }) => isFunded);
  const special = [...new Set(funded.flatMap(({ market }) => (market === null ? [] : [market])))].sort(
    (a, b) => a - b,
  );
  const groupOf = Int32Array.from(markets, (_, index) => special.indexOf(index) + 1);
  const pooled = (market: number | null) =>
    funded.filter((layer) => layer.market === market).flatMap((layer) => pooledHoldings(layer, factors));
  const holdings = funded.flatMap(({ holdings: held }) => held);
  return {
    groupOf,
    own: [[], ...special.map(pooled)],
    shared: pooled(null),
    unvalued: holdings.filter((holding) => !isValued(holding, factors)).length,
  };
}

function pooledHoldings(layer: StressLayer, factors: StressBook["factors"]): PooledHolding[] {
  return layer.holdings
    .filter((holding) => isValued(holding, factors))
    .map(({ factor, amount }) => ({
      factor,
      worth: amount * (factors[factor]?.price ?? 0),
      isWithdrawable: isWithdrawable(layer),
    }));
}

function isValued({ factor, reason }: StressHolding, factors: StressBook["factors"]): boolean {
  return reason === null && (factors[factor]?.price ?? null) !== null;
}

function isWithdrawable({ layer, kind }: StressLayer): boolean {
  return WITHDRAWABLE.includes(layer) || WITHDRAWABLE_KINDS.includes(kind);
}
