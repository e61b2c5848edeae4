import type { MetricDefinition } from "../../domain/metric-definition.ts";

/** Definition of value at risk and expected shortfall of a series. */
export const TAIL_RISK: MetricDefinition = {
  id: "tail-risk",
  title: "Value at risk, expected shortfall and drawdown of a series",
  formula:
    "losses descending L₍₁₎ ≥ …, w = n(1 − α), k = ⌊w⌋: VaR = L₍ₖ₊₁₎, ES = [Σ_{i≤k} L₍ᵢ₎ + (w − k)L₍ₖ₊₁₎]/w; " +
    "AGE_WEIGHTED weighs by λ^i(1 − λ)/(1 − λⁿ); FILTERED_HISTORICAL takes r_t/σ_t · σ_{T+1} for losses, σ by exponential weights; " +
    "GPD_POT and HILL_WEISSMAN as metrics `extreme-values` and `tail-index`; CDaR = ES of the drawdown path",
  unit: "unit of the series for LOSS and LEVEL; a logarithm for RETURN; a share for DRAWDOWN; positive = loss",
  edgeCases: [
    "n(1 − α) below 1: no VaR, INSUFFICIENT_DATA; below 10: no historical ES.",
    "Buckets without a value are left out and counted; nothing is filled in.",
    "A horizon h above 1 takes overlapping changes; effectiveN is then at most n/h. Nothing is scaled by √h.",
    "FILTERED_HISTORICAL needs changes (RETURN or LOSS) over one bucket; elsewhere NOT_APPLICABLE.",
    "VaR may be negative: a gain, when even bad buckets gain.",
    "More resamples than can be drawn while one waits: the value is given without its interval, and `reason` says so.",
  ],
  sources: [
    "metrics.md M-14, M-15",
    "Acerbi and Tasche, J. Banking & Finance 26 (2002)",
    "Boudoukh, Richardson and Whitelaw, Risk 11 (May 1998)",
    "Hull and White, J. Risk 1 (1998)",
  ],
  since: "1.2.0",
};
