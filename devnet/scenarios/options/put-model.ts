import { addTo, BPS, quotientUp, WAD } from "../arithmetic.ts";
import type { LayerModel } from "../credit/loss-model.ts";

/** What a series of puts is; strikes in 10^-8 dollars, times in seconds. */
export interface PutSeries {
  /** The how-manieth id that the contract makes. */
  readonly number: number;
  /** SHORT: the protocol sold it. LONG: the protocol bought it, and writers lock the strike. */
  readonly side: "LONG" | "SHORT";
  readonly isEuropean: boolean;
  readonly isPhysical: boolean;
  readonly strike: bigint;
  readonly expiry: number;
  /** Premium for one whole unit of the underlying, in units of the asset. */
  readonly premium: bigint;
  /** Price at which a European series settles; null before. */
  fixedAt: bigint | null;
  /** Size open by counterparty. */
  readonly open: Map<string, bigint>;
}

/** Decimals of prices and strikes. */
const PRICE_UNIT = 10n ** 8n;

/** The reserve of a put-option backstop: pays losses out of what is not locked for puts that it sold. */
export class PutModel implements LayerModel {
  readonly kind = "OPTION_PAYOFF";
  balance = 0n;
  /** Part of the balance that is locked. */
  encumbered = 0n;
  /** Underlying received in physical exercises. */
  underlying = 0n;
  exercised = 0;
  paid = 0n;
  /** What the protocol paid as the writer: losses of others that it took over. */
  paidAsWriter = 0n;

  readonly capacity = (): bigint => this.balance - this.encumbered;

  readonly pay = (amount: bigint): void => {
    this.balance -= amount;
  };

  /** Somebody takes the other side of a series. */
  open(series: PutSeries, account: string, size: bigint): void {
    addTo(series.open, account, size);
    if (series.side === "LONG") {
      this.balance -= (size * series.premium) / WAD;
      return;
    }
    this.balance += quotientUp(size * series.premium, WAD);
    this.encumbered += quotientUp(size * series.strike, PRICE_UNIT);
  }

  /** Whoever may exercises at a price: the holder of a put that the protocol sold, or the protocol against a writer. */
  exercise(series: PutSeries, account: string, size: bigint, price: bigint): void {
    addTo(series.open, account, -size);
    const perUnit = series.isPhysical ? series.strike : series.strike - (series.fixedAt ?? price);
    const owed = (size * perUnit) / PRICE_UNIT;
    this.exercised += 1;
    this.paid += owed;
    if (series.side === "LONG") {
      this.balance += owed;
      return;
    }
    this.encumbered -= quotientUp(size * series.strike, PRICE_UNIT);
    this.balance -= owed;
    this.paidAsWriter += owed;
    if (series.isPhysical) this.underlying += size;
  }

  /** What is left in a series ends without a payment. */
  expire(series: PutSeries, account: string): void {
    const size = series.open.get(account) ?? 0n;
    addTo(series.open, account, -size);
    if (series.side === "SHORT") this.encumbered -= quotientUp(size * series.strike, PRICE_UNIT);
  }
}

/** Whether a put is deep enough in the money for somebody who waits for a part of the strike, basis points. */
export function isDeep({ strike }: PutSeries, price: bigint, bps: bigint): boolean {
  return price * BPS < strike * (BPS - bps);
}
