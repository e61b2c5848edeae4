import { qrFactors, solveUpper } from "../stats/qr-factors.ts";
import { STEEPEST_FIT } from "./butterfly.ts";
import { lowestVariance, type RawSvi } from "./svi.ts";

/** A point that a smile should pass: total variance at a log-strike, and what an error there weighs. */
export type VarianceQuote = {
  /** ln(K/F). */
  readonly k: number;
  /** σ²T, above 0. */
  readonly variance: number;
  /** The squared error is multiplied by its square; above 0. */
  readonly weight: number;
};

/** A smile and what it costs: Σ (weight × (w(kᵢ) − wᵢ))². */
export type WeighedFit = { readonly svi: RawSvi; readonly cost: number };

/**
 * One face of the domain of (a, d, c) with w = a + d y + c z, y = (k − m)/σ, z = √(y² + 1), c = bσ, d = ρbσ: what is left free is a and
 * a multiple of a direction, beside a fixed part. Units of d and c are σ.
 */
type Face = {
  readonly fixed: readonly [d: number, c: number];
  readonly free: readonly (readonly [d: number, c: number])[];
};

/** Interior, the four edges |d| = c and |d| = 2σ − c, and their corners. */
const FACES: readonly Face[] = [
  {
    fixed: [0, 0],
    free: [
      [1, 0],
      [0, 1],
    ],
  },
  { fixed: [0, 0], free: [[1, 1]] },
  { fixed: [0, 0], free: [[-1, 1]] },
  { fixed: [STEEPEST_FIT, 0], free: [[-1, 1]] },
  { fixed: [-STEEPEST_FIT, 0], free: [[1, 1]] },
  { fixed: [0, 0], free: [] },
  { fixed: [STEEPEST_FIT / 2, STEEPEST_FIT / 2], free: [] },
  { fixed: [-STEEPEST_FIT / 2, STEEPEST_FIT / 2], free: [] },
  { fixed: [0, STEEPEST_FIT], free: [] },
];

/** Rounding that a constraint may be missed by. */
const SLACK = 1e-12;

/**
 * Finds the a, b and ρ that fit best for a given m and σ: linear least squares over the domain |ρ| ≤ 1, b(1 + |ρ|) ≤ 2 and a variance that is nowhere
 * negative. The free solution is taken where it lies inside; otherwise the best of the faces of the domain, each with and without a = 0.
 *
 * @returns Null when the points do not determine a smile.
 * @see De Marco and Martini, Quasi-Explicit Calibration of Gatheral's SVI model, Zeliade 2009
 */
export function fitInner(quotes: readonly VarianceQuote[], m: number, sigma: number): WeighedFit | null {
  const columns = columnsOf(quotes, m, sigma);
  const interior = solveFace(columns, FACES[0] as Face, true);
  const first = interior === null ? null : judge(columns, interior, m, sigma);
  if (first !== null) return first;
  const candidates = FACES.slice(1).flatMap((face) => [
    solveFace(columns, face, true),
    solveFace(columns, face, false),
  ]);
  return [...candidates, solveFace(columns, FACES[0] as Face, false)]
    .flatMap((point) => (point === null ? [] : (judge(columns, point, m, sigma) ?? [])))
    .reduce<WeighedFit | null>((best, fit) => (best === null || fit.cost < best.cost ? fit : best), null);
}

/** Weighted columns 1, σy, σz and the weighted target. */
type Columns = {
  readonly one: number[];
  readonly lean: number[];
  readonly bend: number[];
  readonly target: number[];
};

/** Coordinates in units that do not vanish with σ: w = a + slope·(k − m) + b·√((k − m)² + σ²). */
type Point = { readonly a: number; readonly slope: number; readonly b: number };

function columnsOf(quotes: readonly VarianceQuote[], m: number, sigma: number): Columns {
  return {
    one: quotes.map(({ weight }) => weight),
    lean: quotes.map(({ k, weight }) => weight * (k - m)),
    bend: quotes.map(({ k, weight }) => weight * Math.sqrt((k - m) ** 2 + sigma * sigma)),
    target: quotes.map(({ variance, weight }) => weight * variance),
  };
}

function solveFace(columns: Columns, { fixed, free }: Face, hasLevel: boolean): Point | null {
  const along = ([d, c]: readonly [number, number]) =>
    columns.lean.map((y, i) => d * y + c * (columns.bend[i] as number));
  const base = along(fixed);
  const target = columns.target.map((w, i) => w - (base[i] as number));
  const unknown = [...(hasLevel ? [columns.one] : []), ...free.map(along)];
  const solution = leastSquares(unknown, target);
  if (solution === null) return null;
  const a = hasLevel ? (solution[0] as number) : 0;
  const factors = hasLevel ? solution.slice(1) : solution;
  const total = (index: 0 | 1) =>
    factors.reduce((sum, factor, i) => sum + factor * (free[i]?.[index] ?? 0), fixed[index]);
  return { a, slope: total(0), b: total(1) };
}

function leastSquares(columns: readonly number[][], target: readonly number[]): number[] | null {
  if (columns.length === 0) return [];
  const factors = qrFactors(columns);
  if (factors === null) return null;
  const right = factors.q.map((unit) => unit.reduce((sum, x, i) => sum + x * (target[i] as number), 0));
  return solveUpper(factors.r, right);
}

/** Returns the fit at a point; null where it lies outside the domain. */
function judge(columns: Columns, { a, slope, b }: Point, m: number, sigma: number): WeighedFit | null {
  const size = Math.abs(slope);
  if (size > b * (1 + SLACK) + SLACK || b + size > STEEPEST_FIT * (1 + SLACK)) return null;
  const rho = b > 0 ? Math.max(-1, Math.min(1, slope / b)) : 0;
  const svi: RawSvi = { a, b: Math.max(0, b), rho, m, sigma };
  if (!(lowestVariance(svi) >= 0)) return null;
  const cost = columns.target.reduce((sum, w, i) => {
    const fitted =
      a * (columns.one[i] as number) + slope * (columns.lean[i] as number) + b * (columns.bend[i] as number);
    return sum + (fitted - w) ** 2;
  }, 0);
  return { svi, cost };
}
