import { ewmaVolatility } from "../../stats/ewma-volatility.ts";
import { type TailSampleInput, tailSample } from "./tail-sample.ts";

/** What of a series says how much stress there is; every measure is larger under more stress. */
export type StressMeasure = "LEVEL" | "FALL" | "RISE" | "DROP" | "DRAWDOWN" | "VOLATILITY";

type Change = Pick<TailSampleInput, "transform" | "side">;

const CHANGES: Readonly<Record<Exclude<StressMeasure, "VOLATILITY">, Change>> = {
  LEVEL: { transform: "LEVEL", side: "RISE" },
  FALL: { transform: "LOSS", side: "FALL" },
  RISE: { transform: "LOSS", side: "RISE" },
  DROP: { transform: "RETURN", side: "FALL" },
  DRAWDOWN: { transform: "DRAWDOWN", side: "FALL" },
};

/**
 * Makes a sub-indicator of a series: the level, its fall or rise over a span, the fall of its logarithm, its drawdown so far, or the
 * volatility of its logarithm by exponential weights 0.94. No value knows anything later.
 *
 * @param span - Buckets of FALL, RISE and DROP; the others look at one bucket.
 * @returns As many as values; null where it cannot be made.
 */
export function stressIndicator(
  values: readonly (number | null)[],
  measure: StressMeasure,
  span: number,
): readonly (number | null)[] {
  if (measure === "VOLATILITY") return volatilities(values);
  const horizon = measure === "LEVEL" || measure === "DRAWDOWN" ? 1 : span;
  return tailSample({ values, horizon, ...CHANGES[measure] }).losses;
}

/** The forecast that each return leaves behind; null without a return, and in the burn-in of the recursion. */
function volatilities(values: readonly (number | null)[]): (number | null)[] {
  const { losses, present } = tailSample({ values, transform: "RETURN", side: "FALL", horizon: 1 });
  const forecasts = ewmaVolatility(present);
  let seen = 0;
  return losses.map((loss) => {
    if (loss === null) return null;
    seen += 1;
    return forecasts[seen] ?? null;
  });
}
