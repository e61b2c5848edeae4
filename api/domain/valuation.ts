import type { DecimalString } from "./decimal-string.ts";
import type { MetricStatus } from "./metric-status.ts";

/** Worth of an amount in a currency; both numbers are null exactly when there is none. */
export type Valuation = {
  /** Rounded half-even to 18 decimals. */
  readonly value: DecimalString | null;
  /** Every digit. */
  readonly exact: DecimalString | null;
  /** Currency of the price feed, such as `USD`; null when there is no price. */
  readonly quote: string | null;
  readonly status: MetricStatus;
  readonly reason: string | null;
};
