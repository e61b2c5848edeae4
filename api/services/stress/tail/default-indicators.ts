import type { Book } from "../../../solvency/book.ts";
import type { StressMeasure } from "../../../stress/tail/stress-indicator.ts";

/** A sub-indicator as it is asked for. */
export type IndicatorRequest = {
  readonly metric: string;
  readonly subject?: string | null | undefined;
  readonly asset?: string | null | undefined;
  readonly measure: StressMeasure;
  readonly span?: number | null | undefined;
  /** 1 unless told. */
  readonly weight?: number | null | undefined;
};

/** Collateral assets whose prices are watched unless something else is asked for. */
const COLLATERALS = 4;
const DEBTS = 2;

/** Returns the sub-indicators of a protocol that are taken when none are asked for. */
export function defaultIndicators({ markets }: Book): IndicatorRequest[] {
  const collaterals = distinct(markets.map(({ collateralAsset }) => collateralAsset)).slice(0, COLLATERALS);
  const debts = distinct(markets.map(({ debtAsset }) => debtAsset)).slice(0, DEBTS);
  return [
    ...collaterals.flatMap((asset): IndicatorRequest[] => [
      { metric: "price", asset, measure: "DROP" },
      { metric: "price", asset, measure: "VOLATILITY" },
    ]),
    { metric: "resources", measure: "DROP" },
    { metric: "open-bad-debt", measure: "RISE" },
    ...debts.map((asset): IndicatorRequest => ({ metric: "liquidated-debt", asset, measure: "LEVEL" })),
  ];
}

function distinct(assets: readonly (string | null)[]): string[] {
  return [...new Set(assets.filter((asset) => asset !== null))].sort();
}
