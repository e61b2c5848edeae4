import type { ParameterChange } from "../domain/entities/governance.ts";
import type { LendingState, MarketDebt } from "../domain/entities/lending.ts";

/** What one protocol owes and is owed at a block beside the positions of its book. */
export type Obligations = {
  readonly lending: readonly LendingState[];
  readonly marketDebts: readonly MarketDebt[];
  readonly parameters: readonly LastParameter[];
};

/** Last value of a parameter. */
export type LastParameter = Pick<ParameterChange, "protocol" | "contract" | "market" | "name" | "value">;

/** Puts of one series that the protocol wrote and that were neither closed nor exercised. */
export type WrittenPut = {
  /** Id of the series. */
  readonly series: string;
  readonly protocol: string;
  readonly market: string;
  readonly backstop: string;
  readonly style: string;
  readonly underlying: string;
  /** Null when unknown. */
  readonly underlyingDecimals: number | null;
  /** Price of one whole unit in 10^-strikeDecimals of the quote currency; null when the chain does not tell. */
  readonly strike: bigint | null;
  readonly strikeDecimals: number;
  /** Last moment of exercise, seconds since 1970-01-01 UTC; null when the chain does not tell. */
  readonly expiry: bigint | null;
  /** Units of the underlying; null when a trade or an exercise does not tell its size. */
  readonly open: bigint | null;
};

/** Obligations of a protocol of which nothing is known. */
export const NO_OBLIGATIONS: Obligations = { lending: [], marketDebts: [], parameters: [] };
