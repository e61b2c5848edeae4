import { ewmaVolatility } from "../../stats/ewma-volatility.ts";

/** Losses at today's volatility. */
export type FilteredLosses = {
  /** r_t/σ_t · σ_{T+1} in time order, without those of the burn-in and those before any movement. */
  readonly scaled: readonly number[];
  /** σ_{T+1}: the forecast for what has not come yet, in the unit of the losses; null during the burn-in. */
  readonly volatility: number | null;
};

/**
 * Scales every loss from the volatility that was forecast for it to the one that is forecast now, so that calm and wild times count alike.
 * Each forecast knows only what came before it.
 *
 * @param losses - Signed changes in time order.
 * @param decay - λ of the exponential weights.
 * @see Hull and White, Incorporating volatility updating into the historical simulation method for value-at-risk, J. Risk 1 (1998)
 */
export function filteredLosses(losses: readonly number[], decay: number): FilteredLosses {
  const forecasts = ewmaVolatility(losses, { decay });
  const volatility = forecasts.at(-1) ?? null;
  if (volatility === null) return { scaled: [], volatility };
  const scaled = losses.flatMap((loss, t) => {
    const forecast = forecasts[t] ?? 0;
    return forecast > 0 ? [(loss / forecast) * volatility] : [];
  });
  return { scaled, volatility };
}
