import type { LineSource } from "./line-source.ts";

/** How a picture is drawn from facts. */
export interface PicturePlan {
  /** Of the file, without ending. */
  readonly name: string;
  readonly title: string;
  readonly panels: readonly PanelPlan[];
}

/** One axis and its lines by label. */
export interface PanelPlan {
  readonly title: string;
  readonly unit: string;
  readonly lines: Readonly<Record<string, LineSource>>;
  /** True where nothing is known before the first fact, as of a price. */
  readonly startsLate?: boolean;
}

/** Decimals of the units of pictures; those that are counted have none. */
const DECIMALS: Readonly<Record<string, number>> = {
  USDC: 6,
  RUSD: 18,
  PUSD: 18,
  WETH: 18,
  ETHX: 18,
  NTV: 18,
  USD: 8,
};

/** Decimals of a unit; zero for what is counted. */
export function decimalsOf(unit: string): number {
  return DECIMALS[unit] ?? 0;
}
