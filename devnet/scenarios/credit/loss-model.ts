import { addTo, smaller } from "../arithmetic.ts";

/** A debt auction: a fixed sum for ever fewer of the protocol's own tokens. */
export interface DebtSale {
  /** The how-manieth sale, from 1. */
  readonly number: number;
  readonly bid: bigint;
  /** Tokens that the best bidder takes. */
  lot: bigint;
  bidder: string | null;
  /** Seconds. */
  endsAt: number;
}

/** A layer that pays for losses when its turn comes. */
export interface LayerModel {
  /** As the ledger names its kind, such as `SURPLUS_BUFFER`. */
  readonly kind: string;
  /** Most that it can pay now. */
  capacity(): bigint;
  pay(amount: bigint): void;
}

/** Who bears what collateral does not cover: the layers in their order, then whoever buys the protocol's new tokens. */
export class LossModel {
  /** Balance of the surplus buffer, the first layer. */
  surplus = 0n;
  /** Bad debt that nobody has paid. */
  open = 0n;
  readonly byLayer = new Map<string, bigint>();
  readonly layers: LayerModel[] = [
    { kind: "SURPLUS_BUFFER", capacity: () => this.surplus, pay: (amount) => this.#paySurplus(amount) },
  ];
  readonly sales: DebtSale[] = [];
  settledSales = 0;
  soldFor = 0n;
  #lastSale = 0;

  #paySurplus(amount: bigint): void {
    this.surplus -= amount;
  }

  /** A loss: each layer pays what it can of what those before have left. */
  absorb(loss: bigint): void {
    let missing = loss;
    for (const { kind, capacity, pay } of this.layers) {
      const paid = smaller(missing, capacity());
      if (paid === 0n) continue;
      pay(paid);
      missing -= paid;
      addTo(this.byLayer, kind, paid);
    }
    this.open += missing;
  }

  /** Somebody who is no layer pays for bad debt. */
  cover(amount: bigint): void {
    this.open -= amount;
  }

  startSale(bid: bigint, lot: bigint, endsAt: number): void {
    this.#lastSale += 1;
    this.sales.push({ number: this.#lastSale, bid, lot, bidder: null, endsAt });
  }

  /** The winner pays; without one nothing happens. */
  settle(sale: DebtSale): void {
    this.sales.splice(this.sales.indexOf(sale), 1);
    this.settledSales += 1;
    if (sale.bidder !== null) this.#recapitalise(sale.bid);
  }

  /** Somebody buys new tokens without an auction; the ledger calls that a sale, too. */
  issue(amount: bigint): void {
    this.settledSales += 1;
    this.#recapitalise(amount);
  }

  #recapitalise(amount: bigint): void {
    this.soldFor += amount;
    this.open -= amount;
    addTo(this.byLayer, "AUCTION_RECAP", amount);
  }
}
