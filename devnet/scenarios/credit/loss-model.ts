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

/** Who bears what collateral does not cover: the surplus buffer, then whoever buys the protocol's new tokens. */
export class LossModel {
  /** Balance of the surplus buffer. */
  surplus = 0n;
  /** Bad debt that nobody has paid. */
  open = 0n;
  readonly byLayer = new Map<string, bigint>();
  readonly sales: DebtSale[] = [];
  settledSales = 0;
  soldFor = 0n;
  #lastSale = 0;

  /** A loss: the surplus buffer pays what it can. */
  absorb(loss: bigint): void {
    const paid = smaller(loss, this.surplus);
    this.surplus -= paid;
    this.open += loss - paid;
    if (paid > 0n) addTo(this.byLayer, "SURPLUS_BUFFER", paid);
  }

  startSale(bid: bigint, lot: bigint, endsAt: number): void {
    this.#lastSale += 1;
    this.sales.push({ number: this.#lastSale, bid, lot, bidder: null, endsAt });
  }

  /** The winner pays; without one nothing happens. */
  settle(sale: DebtSale): void {
    this.sales.splice(this.sales.indexOf(sale), 1);
    this.settledSales += 1;
    if (sale.bidder === null) return;
    this.soldFor += sale.bid;
    this.recapitalise(sale.bid);
  }

  /** Bad debt is paid for new tokens. */
  recapitalise(amount: bigint): void {
    this.open -= amount;
    addTo(this.byLayer, "AUCTION_RECAP", amount);
  }
}
