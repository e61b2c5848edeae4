import type { LendingState } from "../../domain/entities/lending.ts";
import type { Market } from "../../domain/entities/reference.ts";
import type { Book } from "../../solvency/book.ts";
import type { OpenPosition } from "../../solvency/latent-bad-debt.ts";
import type { LastParameter } from "../../solvency/obligations.ts";
import { positionPools } from "../../solvency/position-pools.ts";
import { FactorTable } from "./factor-table.ts";
import { type Leg, LegList } from "./leg-list.ts";
import { assumedTerms, marketTerms } from "./market-terms.ts";
import {
  type LenderClaim,
  STRESS_KINDS,
  type StressBook,
  type StressMarket,
  type StressPerpetual,
} from "./stress-book.ts";
import { stressLayers } from "./stress-layers.ts";

/** What a stress book is made of beside the positions. */
export type StressBookParts = {
  readonly book: Book;
  readonly network: string;
  readonly blockNumber: bigint;
  /** Oldest price in seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
  /** Last values of `TERM_PARAMETERS` of the protocol. */
  readonly parameters: readonly LastParameter[];
  readonly lending: readonly LendingState[];
};

/** What one owner has in one pool of markets, or in one position. */
type Coming = { readonly market: number; readonly collateral: Leg[]; readonly debt: Leg[] };

/** Builds a stress book from positions that come one by one, those of one owner one after another. */
export class StressBookBuilder {
  readonly #parts: StressBookParts;
  readonly #factors: FactorTable;
  readonly #markets: readonly StressMarket[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #pools: ReadonlyMap<string, string>;
  readonly #lending: ReadonlyMap<string, LendingState>;
  readonly #owners: string[] = [];
  readonly #accountMarkets: number[] = [];
  readonly #collateral = new LegList();
  readonly #debt = new LegList();
  readonly #perpetuals: StressPerpetual[] = [];
  readonly #coming = new Map<string, Coming>();
  #owner = "";

  constructor(parts: StressBookParts) {
    const { book } = parts;
    this.#parts = parts;
    this.#factors = new FactorTable(book, parts.maxPriceAge);
    const kept = book.markets.filter(({ kind }) => STRESS_KINDS.includes(kind));
    const sorted = [...kept].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#markets = sorted.map((market) => this.#market(market));
    this.#indexes = new Map(sorted.map(({ id }, index) => [id, index]));
    this.#pools = positionPools(book.markets);
    this.#lending = new Map(parts.lending.map((state) => [state.market, state]));
  }

  /** Takes one open position into account; one of a market that neither lends nor is a perpetual is left out. */
  add(position: OpenPosition): void {
    const market = this.#indexes.get(position.market);
    if (market === undefined) return;
    if (position.account !== this.#owner) this.#settle(position.account);
    if (position.size !== null && position.size !== 0n) {
      this.#perpetuals.push(this.#perpetual(market, position, position.size));
      return;
    }
    const pool = this.#pools.get(position.market);
    this.#put(position, market, pool ?? null);
  }

  /** Returns the book; nothing may be added afterwards. */
  result(): StressBook {
    this.#settle("");
    const { book, network, blockNumber } = this.#parts;
    const layers = stressLayers(book, this.#factors, this.#indexes);
    return {
      ...{ network, blockNumber, protocol: book.protocol.slug, at: Number(book.at), layers },
      claims: this.#claims(),
      markets: this.#markets,
      accounts: {
        count: this.#owners.length,
        owners: this.#owners,
        markets: Int32Array.from(this.#accountMarkets),
        collateral: this.#collateral.toArrays(),
        debt: this.#debt.toArrays(),
      },
      perpetuals: this.#perpetuals,
      factors: this.#factors.factors,
      warnings: this.#warnings(),
    };
  }

  #market(market: Market): StressMarket {
    const { book, parameters } = this.#parts;
    const isPerpetual = market.kind === "PERPETUAL";
    const base = market.priceFeed === null ? null : book.prices.assetOf(market.priceFeed);
    return {
      ...{ id: market.id, name: market.name, kind: market.kind },
      collateral: this.#factors.indexOf(
        isPerpetual ? (base ?? market.collateralAsset) : market.collateralAsset,
      ),
      debt: this.#factors.indexOf(market.debtAsset),
      terms: marketTerms(book.protocol.slug, market, parameters),
    };
  }

  #put(position: OpenPosition, market: number, pool: string | null): void {
    const key = pool ?? `${position.market}/${this.#coming.size}`;
    const root = pool === null ? market : (this.#indexes.get(pool) ?? market);
    const account = this.#coming.get(key) ?? { market: root, collateral: [], debt: [] };
    this.#coming.set(key, account);
    const { collateral, debt } = this.#markets[market] ?? { collateral: -1, debt: -1 };
    if (position.collateral > 0n) account.collateral.push(this.#leg(collateral, market, position.collateral));
    const due = this.#debtOf(position);
    if (due > 0n) account.debt.push(this.#leg(debt, market, due));
  }

  #leg(factor: number, market: number, raw: bigint): Leg {
    return { factor, market, raw, amount: this.#factors.wholeUnits(factor, raw) };
  }

  /** Debt in shares is worth its part of all debts by the last log that told, rounded up as lenders do. */
  #debtOf({ debt, debtShares, market }: OpenPosition): bigint {
    const state = this.#lending.get(market);
    if (debtShares === null || debtShares === 0n || !state?.borrowedShares) return debt;
    const part = debtShares * state.borrowedAssets;
    return (part + state.borrowedShares - 1n) / state.borrowedShares;
  }

  #perpetual(market: number, position: OpenPosition, rawSize: bigint): StressPerpetual {
    const base = this.#markets[market]?.collateral ?? -1;
    const marginFactor = this.#markets[market]?.debt ?? -1;
    return {
      ...{ owner: position.account, market, base, rawSize, marginFactor },
      size: this.#factors.wholeUnits(base, rawSize),
      rawMargin: position.collateral,
      margin: this.#factors.wholeUnits(marginFactor, position.collateral),
    };
  }

  /** Accounts without debt cannot fail and are left out. */
  #settle(next: string): void {
    for (const { market, collateral, debt } of this.#coming.values()) {
      if (debt.length === 0) continue;
      this.#owners.push(this.#owner);
      this.#accountMarkets.push(market);
      this.#collateral.add(collateral);
      this.#debt.add(debt);
    }
    this.#coming.clear();
    this.#owner = next;
  }

  #claims(): LenderClaim[] {
    return this.#parts.lending.flatMap(({ market, suppliedAssets }) => {
      const index = this.#indexes.get(market);
      const factor = index === undefined ? -1 : (this.#markets[index]?.debt ?? -1);
      if (index === undefined || factor < 0) return [];
      const amount = this.#factors.wholeUnits(factor, suppliedAssets);
      return [{ market: index, factor, raw: suppliedAssets, amount }];
    });
  }

  #warnings(): string[] {
    const used = new Set([...this.#accountMarkets, ...this.#perpetuals.map(({ market }) => market)]);
    const assumed = [...used].flatMap((index) => {
      const market = this.#markets[index];
      const names = market === undefined ? [] : assumedTerms(market.terms);
      return names.length === 0 ? [] : [`Market "${market?.name}": assumed ${names.join(", ")}.`];
    });
    const priceless = this.#factors.factors.flatMap(({ asset, symbol, reason }) =>
      reason === null ? [] : [`No price of ${symbol ?? asset}: ${reason}`],
    );
    const entries =
      this.#perpetuals.length === 0
        ? []
        : [
            `${this.#perpetuals.length} positions with a size count as entered at the price of the block: the ledger holds no entry prices.`,
          ];
    return [...assumed, ...priceless, ...entries];
  }
}
