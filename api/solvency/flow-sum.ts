import type { FlowDirection } from "../domain/entities/backstop.ts";

/** Flows of a window with one backstop, asset, direction and cause. */
export type FlowSum = {
  readonly backstop: string;
  readonly asset: string;
  readonly direction: FlowDirection;
  readonly cause: string;
  /** In the asset's smallest unit, not negative. */
  readonly amount: bigint;
  /** Number of flows. */
  readonly flows: bigint;
};
