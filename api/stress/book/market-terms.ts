import type { Market } from "../../domain/entities/reference.ts";
import { addRational, multiplyRational, type Rational, rational } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import type { LastParameter } from "../../solvency/obligations.ts";

/** One rule of a market, dimensionless. */
export type Term = {
  readonly value: number;
  readonly exact: Rational;
  /** `LEDGER`: a parameter on chain; `PROTOCOL`: fixed in the protocol's code; `DEFAULT`: assumed; `SCENARIO`: given by the caller. */
  readonly source: "LEDGER" | "PROTOCOL" | "DEFAULT" | "SCENARIO";
};

/** The rules by which positions of a market are closed. */
export type MarketTerms = {
  /** An account is closed when Σ collateral worth × threshold < debt worth: 1 / required ratio; 1 − margin for perpetuals. */
  readonly threshold: Term;
  /** Largest part of the debt that one liquidation repays, above 0 to 1. */
  readonly closeFactor: Term;
  /** Collateral that goes to the liquidator beyond what is repaid, as a part of it. */
  readonly bonus: Term;
};

/** Name of a rule. */
export type TermName = keyof MarketTerms;

type Reading = {
  readonly name: string;
  readonly term: TermName;
  readonly read: (value: bigint) => Rational;
};

const BPS = 10_000n;
const WAD = 10n ** 18n;
const RAY = 10n ** 27n;
const ONE = rational(1n);
/** Morpho Blue: incentive = min(1.15, 1 / (1 − 0.3 × (1 − lltv))). */
const MORPHO_CURSOR = rational(3n, 10n);
const MORPHO_MOST = rational(15n, 100n);

/** Parameters on chain that state a rule, by the contract's own name. */
const READINGS: readonly Reading[] = [
  { name: "baseRatioBps", term: "threshold", read: (value) => rational(BPS, value) },
  { name: "mat", term: "threshold", read: (value) => rational(RAY, value) },
  { name: "lltv", term: "threshold", read: (value) => rational(value, WAD) },
  { name: "maintenanceBps", term: "threshold", read: (value) => rational(BPS - value, BPS) },
  { name: "penaltyBps", term: "bonus", read: (value) => rational(value, BPS) },
  { name: "chop", term: "bonus", read: chopped },
  { name: "lltv", term: "bonus", read: morphoBonus },
  { name: "lltv", term: "closeFactor", read: () => ONE },
  { name: "closeFactorBps", term: "closeFactor", read: (value) => rational(value, BPS) },
];

/** Names of all parameters that state a rule. */
export const TERM_PARAMETERS: readonly string[] = [...new Set(READINGS.map(({ name }) => name))];

/** Rules that are fixed in the code of a protocol, by slug. The stability pool itself takes the collateral, so there is no bonus. */
const TROVES = { threshold: rational(100n, 110n), closeFactor: ONE, bonus: rational(0n) };
const FIXED: Readonly<Record<string, Readonly<Record<TermName, Rational>>>> = {
  "liquity-v1": TROVES,
  musd: TROVES,
};

/** What is assumed where nothing tells, by kind of market. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<TermName, Rational>>>> = {
  CDP_COLLATERAL: { threshold: rational(2n, 3n), closeFactor: ONE, bonus: rational(13n, 100n) },
  PERPETUAL: { threshold: rational(9_375n, BPS), closeFactor: ONE, bonus: rational(0n) },
};
const LENDING = { threshold: rational(4n, 5n), closeFactor: rational(1n, 2n), bonus: rational(5n, 100n) };

/**
 * Finds the rules of a market: what a parameter on chain states, else what the protocol's code fixes, else a declared
 * default.
 *
 * @param parameters - Last values of {@link TERM_PARAMETERS} of the protocol.
 */
export function marketTerms(
  slug: string,
  market: Pick<Market, "id" | "kind">,
  parameters: readonly LastParameter[],
): MarketTerms {
  const own = parameters.filter((parameter) => parameter.market === market.id);
  const term = (name: TermName): Term => {
    const stated = statedTerm(name, own);
    if (stated !== null) return termOf(stated, "LEDGER");
    const fixed = FIXED[slug]?.[name];
    if (fixed !== undefined) return termOf(fixed, "PROTOCOL");
    return termOf((DEFAULTS[market.kind] ?? LENDING)[name], "DEFAULT");
  };
  return { threshold: term("threshold"), closeFactor: term("closeFactor"), bonus: term("bonus") };
}

/** Makes a rule; `value` is `exact` rounded to the nearest double. */
export function termOf(exact: Rational, source: Term["source"]): Term {
  return { value: toDouble(exact), exact, source };
}

/** Names the rules that are assumed, for the reader. */
export function assumedTerms(terms: MarketTerms): string[] {
  const names = ["threshold", "closeFactor", "bonus"] as const;
  return names
    .filter((name) => terms[name].source === "DEFAULT")
    .map((name) => `${name} ${terms[name].value}`);
}

/** A value that is not a number above zero states nothing. */
function statedTerm(name: TermName, parameters: readonly LastParameter[]): Rational | null {
  for (const reading of READINGS) {
    if (reading.term !== name) continue;
    const found = parameters.find((parameter) => parameter.name === reading.name);
    if (found !== undefined && found.value !== null && found.value > 0n) return reading.read(found.value);
  }
  return null;
}

/** Maker's penalty: 1.13 as a ray in the first Cat, as a wad since. */
function chopped(value: bigint): Rational {
  const unit = value >= RAY ? RAY : WAD;
  return rational(value > unit ? value - unit : 0n, unit);
}

function morphoBonus(lltv: bigint): Rational {
  const rest = multiplyRational(MORPHO_CURSOR, rational(WAD - lltv, WAD));
  const kept = addRational(ONE, rational(-rest.numerator, rest.denominator));
  const bonus = rational(rest.numerator * kept.denominator, rest.denominator * kept.numerator);
  const isMore = bonus.numerator * MORPHO_MOST.denominator > MORPHO_MOST.numerator * bonus.denominator;
  return isMore ? MORPHO_MOST : bonus;
}
