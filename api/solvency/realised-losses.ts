import type { MetricDefinition } from "../domain/metric-definition.ts";

/** Definition of the realised waterfall. */
export const REALISED_LOSSES: MetricDefinition = {
  id: "losses-absorbed",
  title: "Losses of a window and the layers that took them",
  formula:
    "per asset: loss = allocated + unresolved + residual over the losses stated in the window; Σ over layers = allocated + later",
  unit: "smallest unit of the asset in which the loss is counted",
  edgeCases: [
    "A loss is what a Liquidation states, what a Deleveraging cuts, what an OptionExercise of a written option owes (settled where it states no more), or the part of a deficit that a layer paid, promised or spread.",
    "allocated: taken in the transaction that states the loss. later: taken in the window of losses that an earlier transaction stated.",
    "unresolved is as the fact states it; what became of it stands in the deficit, and its payment is a loss of its own kind there, never added to the first.",
    "residual is zero unless the ledger is wrong, and is shown.",
    "A liquidation whose loss is not known (an auction still has to show it) is counted in `unknown` and in nothing else.",
    "A loss that nobody took and that is not a liquidation, a deleveraging or an exercise is a deficit: see `bad-debt`.",
  ],
  sources: [
    "metrics.md M-02",
    "schema.graphql: LossAllocation, Liquidation",
    "docs/schema.md, invariants 2 and 4",
  ],
  since: "1.1.0",
};

/** Losses of one asset that were stated in a window. */
export type StatedLosses = {
  readonly asset: string;
  readonly loss: bigint;
  /** Taken in the transactions that state the losses. */
  readonly allocated: bigint;
  readonly unresolved: bigint;
  /** Losses whose amount is not known. */
  readonly unknown: bigint;
};

/** What one layer took in a window, in one asset. */
export type LayerLosses = {
  readonly asset: string;
  readonly layer: string;
  readonly rank: number;
  /** Null for layers without capital of their own. */
  readonly backstop: string | null;
  readonly amount: bigint;
  /** Part of it that belongs to losses stated in earlier transactions. */
  readonly later: bigint;
  readonly allocations: bigint;
};

/** The losses of one asset in a window. */
export type RealisedLosses = StatedLosses & {
  /** loss − allocated − unresolved: zero unless the ledger is wrong. */
  readonly residual: bigint;
  /** Taken in the window of losses that earlier transactions stated. */
  readonly later: bigint;
  /** By rank, then layer and backstop. */
  readonly layers: readonly LayerLosses[];
};

/** Joins what was stated with what layers took, asset by asset. See {@link REALISED_LOSSES}. */
export function realisedLosses(
  stated: readonly StatedLosses[],
  layers: readonly LayerLosses[],
): RealisedLosses[] {
  const assets = new Set([...stated, ...layers].map(({ asset }) => asset));
  return [...assets].sort().map((asset) => {
    const own = stated.find((row) => row.asset === asset);
    const { loss, allocated, unresolved, unknown } = own ?? NOTHING;
    const taken = layers.filter((row) => row.asset === asset);
    return {
      ...{ asset, loss, allocated, unresolved, unknown },
      residual: loss - allocated - unresolved,
      later: taken.reduce((sum, { later }) => sum + later, 0n),
      layers: taken,
    };
  });
}

const NOTHING = { loss: 0n, allocated: 0n, unresolved: 0n, unknown: 0n };
