import { InvalidRequestError } from "../../domain/errors.ts";
import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { firstCrossing } from "./first-crossing.ts";

/** Definition of the solvency horizon. */
export const SOLVENCY_HORIZON: MetricDefinition = {
  id: "solvency-horizon",
  title: "Solvency horizon",
  formula:
    "SH = sup{ s ≥ 0 : L(s') ≤ R(s') for all s' ≤ s }, L(s) = max over adversaries of the loss under a fall s, R(s) = min over adversaries of the resources; " +
    "runway = R / net burn; P(τ ≤ T) = Φ((b − νT)/(σ√T)) + e^(2νb/σ²) Φ((b + νT)/(σ√T)), b = ln(B/A), ν = μ − σ²/2",
  unit: "a fraction of the price; σ units where a volatility is given; seconds and a probability for the time form",
  edgeCases: [
    "Never broken on the grid: the largest shock of the grid, said to be a lower bound.",
    "Broken already without a shock: 0.",
    "The loss need not be monotone: every grid point (64 or more) and every price at which the book changes is tried in order, then the first cell is bisected.",
    "Runway without net burn: NOT_APPLICABLE.",
    "A ≤ B: the probability is 1. Without volatility it is 0 or 1 by the path of the mean.",
  ],
  sources: ["metrics.md M-11", "Harrison (1985), Brownian Motion and Stochastic Flow Systems, 1.8"],
  since: "1.2.0",
};

/** What one adversary does to the loss or to the resources. */
export type Adversary = {
  /** Such as `run-off`, `co-crash`, `depth`. */
  readonly name: string;
  /** US dollars after a fall of the price by a fraction; never negative. */
  readonly at: (shock: number) => number;
};

/** What the horizon is computed from. */
export type HorizonInput = {
  /** At least one. */
  readonly losses: readonly Adversary[];
  /** At least one. */
  readonly resources: readonly Adversary[];
  /** Falls at which the book changes its form; those outside the grid are left out. */
  readonly criticalShocks: readonly number[];
  /** Largest fall that is tried, above 0. */
  readonly maxShock: number;
  /** Cells of the even grid, 64 or more. */
  readonly gridPoints: number;
};

/** Loss and resources after one fall. */
export type HorizonPoint = {
  readonly shock: number;
  readonly loss: number;
  readonly resources: number;
  /** Adversary with the greatest loss. */
  readonly lossAdversary: string;
  /** Adversary that leaves the least resources. */
  readonly resourceAdversary: string;
};

/** The stress form of the horizon. */
export type SolvencyHorizon = {
  /** Largest fall up to which the loss never exceeds the resources. */
  readonly shock: number;
  /** Whether the book held on the whole grid, so that the true horizon may be farther. */
  readonly isLowerBound: boolean;
  /** The book at the first fall that breaks it; at the end of the grid where none does. */
  readonly binding: HorizonPoint;
  /** The even grid. */
  readonly curve: readonly HorizonPoint[];
};

/** Fewest cells of the grid. */
export const FEWEST_GRID_POINTS = 64;

/**
 * Finds the largest fall of one factor that a book survives.
 *
 * @throws {InvalidRequestError} when the grid is too coarse or empty.
 * @see SOLVENCY_HORIZON
 */
export function solvencyHorizon(input: HorizonInput): SolvencyHorizon {
  const { criticalShocks, maxShock, gridPoints } = input;
  if (!Number.isInteger(gridPoints) || gridPoints < FEWEST_GRID_POINTS || !(maxShock > 0)) {
    throw new InvalidRequestError(
      `Expected at least ${FEWEST_GRID_POINTS} grid points and a largest shock above 0, got ${gridPoints} and ${maxShock}.`,
    );
  }
  const even = Array.from({ length: gridPoints + 1 }, (_, at) => (maxShock * at) / gridPoints);
  const inside = criticalShocks.filter((shock) => shock > 0 && shock < maxShock);
  const grid = [...new Set([...even, ...inside])].sort((a, b) => a - b);
  const crossing = firstCrossing((shock) => isBroken(horizonPoint(input, shock)), grid);
  return {
    shock: crossing === null ? maxShock : (crossing.holds ?? 0),
    isLowerBound: crossing === null,
    binding: horizonPoint(input, crossing?.breaks ?? maxShock),
    curve: even.map((shock) => horizonPoint(input, shock)),
  };
}

/** A book breaks where the worst loss exceeds the least resources. */
function isBroken({ loss, resources }: HorizonPoint): boolean {
  return loss > resources;
}

function horizonPoint({ losses, resources }: Pick<HorizonInput, "losses" | "resources">, shock: number) {
  const worst = extreme(losses, shock, (a, b) => a > b);
  const least = extreme(resources, shock, (a, b) => a < b);
  return {
    shock,
    loss: worst.value,
    resources: least.value,
    lossAdversary: worst.name,
    resourceAdversary: least.name,
  };
}

function extreme(
  adversaries: readonly Adversary[],
  shock: number,
  isWorse: (a: number, b: number) => boolean,
): { readonly name: string; readonly value: number } {
  const [first, ...rest] = adversaries.map(({ name, at }) => ({ name, value: at(shock) }));
  if (first === undefined) throw new InvalidRequestError("Expected at least one adversary.");
  return rest.reduce((worst, one) => (isWorse(one.value, worst.value) ? one : worst), first);
}
