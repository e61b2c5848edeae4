import type { AbsorbedLoss, LossCount } from "../solvency/absorption-efficiency.ts";
import type { CapitalSecondsDigit } from "../solvency/capital-seconds.ts";
import type { FlowSum } from "../solvency/flow-sum.ts";
import type { PriceStep } from "../solvency/time-weighted-price.ts";
import type { ProtocolWindow, View } from "./ports.ts";

/** Sums over a window, made by the store; one query each. */
export interface WindowReader {
  /** Valid prices of feeds from a moment on, and the last one before it: by feed and block time. */
  priceSteps(
    view: View,
    request: { readonly feeds: readonly string[]; readonly from: bigint },
  ): Promise<PriceStep[]>;
  /** Time of the oldest fact of a protocol, seconds since 1970-01-01 UTC; null when it has none. */
  firstRecord(view: View, protocol: string): Promise<bigint | null>;
  /** Balances of a protocol's backstops integrated over a window, digit by digit of the seconds. */
  capitalSeconds(window: ProtocolWindow): Promise<CapitalSecondsDigit[]>;
  /** Flows of a window summed by backstop, asset, direction and cause. */
  flowSums(window: ProtocolWindow): Promise<FlowSum[]>;
  /** Losses that backstops absorbed in a window, summed by backstop and asset. */
  absorbedLosses(window: ProtocolWindow): Promise<AbsorbedLoss[]>;
  /** Number of losses of a window of which backstops took a part. */
  lossCounts(window: ProtocolWindow): Promise<LossCount[]>;
}
