import type { Fact } from "./fact.ts";

/** A profitable position was reduced to close a bankrupt one. Null where the event does not tell. */
export type Deleveraging = Fact & {
  readonly market: string;
  /** Bankrupt account. */
  readonly maker: string | null;
  /** Account whose profit was cut. */
  readonly taker: string;
  /** In the market's base unit. */
  readonly size: bigint;
  readonly asset: string;
  /** Value at the execution price, in units of the asset. */
  readonly notional: bigint | null;
  /** Profit lost against the mark price, in units of the asset. */
  readonly haircut: bigint | null;
  /** In the market's price unit. */
  readonly price: bigint | null;
  /** 1 is deleveraged first. */
  readonly rank: number | null;
};
