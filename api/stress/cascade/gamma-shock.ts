import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { blackGreeks } from "../../options/black-greeks.ts";
import { type Estimate, estimated, missingEstimate } from "../../stats/estimate.ts";
import { findCrossing } from "../../stats/find-crossing.ts";

/** Definition of the gamma shock. */
export const GAMMA_SHOCK: MetricDefinition = {
  id: "gamma-shock",
  title: "Gamma shock of hedgers",
  formula:
    "Γ$ = Σ n γ S²; gammaAmplification = 1/(1 + λ Γ$), λ = log return per US dollar bought; " +
    "full repricing: the log return x nearest to the shock x₀ with x = x₀ − λ S (Δ(S eˣ) − Δ(S)), Δ = Σ n δ, each option at its own volatility",
  unit: "a factor on the shock; Γ$ in US dollars per unit of log return",
  edgeCases: [
    "λ |Γ$| of 1 or more of hedgers who are short gamma: MODEL_DOMAIN, the move feeds itself without end.",
    "Hedgers who are long gamma dampen: the factor is below 1.",
    "Options that have expired hedge nothing and are left out.",
    "No impact λ is given: the ledger holds none, NO_DATA.",
    "Side is the hedger's: n is negative where they wrote the option.",
  ],
  sources: ["metrics.md M-29", "Black (1976); γ and δ of options on a forward, no discounting"],
  since: "1.2.0",
};

/** Options of one kind in the hedgers' book. */
export type HedgedOption = {
  readonly kind: "PUT" | "CALL";
  /** US dollars for one unit. */
  readonly strike: number;
  /** Years to expiry, above 0. */
  readonly years: number;
  /** Volatility at its strike, a year, above 0. */
  readonly volatility: number;
  /** Units of the underlying, signed: negative where the hedgers wrote the option. */
  readonly quantity: number;
};

/** Hedgers' book and what their trades do to the price. */
export type GammaShockInput = {
  readonly options: readonly HedgedOption[];
  /** Price of the underlying, US dollars, above 0. */
  readonly spot: number;
  /** λ: log return for each US dollar bought, 0 or more. */
  readonly impactPerUsd: number;
  /** x₀: log return before anybody hedges. */
  readonly shock: number;
};

const METHOD = "Black 1976, sticky strike";
/** Farthest log return that is looked at: a factor of e^5 on the price. */
const FARTHEST = 5;
const SCAN_STEPS = 2000;

/** Sensitivities of one option on one unit, on a forward that is the spot. */
function greeksOf({ kind, strike, years, volatility }: HedgedOption, spot: number) {
  return blackGreeks(kind, { forward: spot, strike, years, volatility, rate: 0 });
}

/** Σ n δ: units of the underlying that the book moves with. */
export function bookDelta(options: readonly HedgedOption[], spot: number): number {
  return options.reduce((sum, option) => sum + option.quantity * (greeksOf(option, spot)?.delta ?? 0), 0);
}

/** Γ$ = Σ n γ S²: US dollars by which the book's delta grows for one unit of log return, signed. */
export function dollarGamma(options: readonly HedgedOption[], spot: number): number {
  return options.reduce(
    (sum, option) => sum + option.quantity * (greeksOf(option, spot)?.gamma ?? 0) * spot ** 2,
    0,
  );
}

/**
 * Returns the factor by which hedging widens (above 1) or dampens (below 1) a small move.
 *
 * @example gammaAmplification(-2e6, 1e-7, 1).value // 1.25
 */
export function gammaAmplification(gammaUsd: number, impactPerUsd: number, n: number): Estimate {
  const rest = 1 + impactPerUsd * gammaUsd;
  if (rest <= 0) return explosive(n, "linear");
  return estimated({ value: 1 / rest, n, method: "linear impact" });
}

/**
 * Finds the log return after everybody has hedged, by full repricing: the solution nearest to the shock on the side to which
 * the hedgers push, by a scan of {@link SCAN_STEPS} steps and bisection.
 *
 * @returns MODEL_DOMAIN when there is none within a factor of e⁵ of the price.
 */
export function repricedReturn({ options, spot, impactPerUsd, shock }: GammaShockInput): Estimate {
  const n = options.length;
  const start = bookDelta(options, spot);
  const excess = (x: number) =>
    x - shock + impactPerUsd * spot * (bookDelta(options, spot * Math.exp(x)) - start);
  const atShock = excess(shock);
  if (atShock === 0) return estimated({ value: shock, n, method: METHOD });
  const farthest = atShock > 0 ? -FARTHEST : FARTHEST;
  let from = shock;
  for (let step = 1; step <= SCAN_STEPS; step++) {
    const to = shock + ((farthest - shock) * step) / SCAN_STEPS;
    if (excess(to) > 0 !== atShock > 0) {
      return estimated({ value: findCrossing(excess, from, to), n, method: METHOD });
    }
    from = to;
  }
  return explosive(n, METHOD);
}

function explosive(n: number, method: string): Estimate {
  return missingEstimate("MODEL_DOMAIN", "Hedging feeds the move without end: no price at which it stops.", {
    n,
    method,
  });
}
