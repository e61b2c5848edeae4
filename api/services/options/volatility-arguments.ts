import { InvalidRequestError } from "../../domain/errors.ts";
import { lowestVariance, type RawSvi } from "../../options/svi.ts";
import { requireInside } from "../require-inside.ts";

/** Volatilities as a caller gives them, or where to take them from. */
export type VolatilityArguments = {
  readonly flat?: number | null | undefined;
  readonly smiles?: readonly SmileArguments[] | null | undefined;
  readonly tradeDays?: number | null | undefined;
  readonly realisedDays?: number | null | undefined;
};

/** A smile of one underlying and expiry: parameters or quotes. */
export type SmileArguments = {
  readonly underlying: string;
  /** Seconds since 1970-01-01 UTC. */
  readonly expiry: bigint;
  readonly svi?: RawSvi | null | undefined;
  readonly quotes?: readonly StrikeVolatility[] | null | undefined;
};

/** A volatility at a strike in US dollars. */
export type StrikeVolatility = { readonly strike: number; readonly volatility: number };

/** Checked arguments, with what stands where nothing was given. */
export type VolatilityChoice = {
  readonly flat: number | null;
  readonly smiles: readonly SmileArguments[];
  readonly tradeDays: number;
  readonly realisedDays: number;
};

const LARGEST = 20;
const MAX_DAYS: readonly [number, number] = [1, 3650];
const MOST_SMILES = 100;

/**
 * Checks the volatilities of a request.
 *
 * @throws {InvalidRequestError} when one is out of range, or a smile has both or neither of parameters and quotes.
 */
export function volatilityChoice(args: VolatilityArguments | null | undefined): VolatilityChoice {
  const { flat = null, smiles = null, tradeDays = null, realisedDays = null } = args ?? {};
  if (flat !== null) requireVolatility("volatility.flat", flat);
  const given = (smiles ?? []).map((smile) => ({ ...smile, underlying: smile.underlying.toLowerCase() }));
  if (given.length > MOST_SMILES) {
    throw new InvalidRequestError(`Expected at most ${MOST_SMILES} smiles, got ${given.length}.`);
  }
  given.forEach(requireSmile);
  return {
    flat,
    smiles: given,
    tradeDays: requireInside("volatility.tradeDays", tradeDays ?? 30, MAX_DAYS),
    realisedDays: requireInside("volatility.realisedDays", realisedDays ?? 90, MAX_DAYS),
  };
}

function requireVolatility(name: string, value: number): void {
  if (value > 0 && value <= LARGEST) return;
  throw new InvalidRequestError(
    `Expected ${name} above 0 and at most ${LARGEST} (0.8 is 80 %), got ${value}.`,
  );
}

function requireSmile({ svi = null, quotes = null, underlying, expiry }: SmileArguments): void {
  if ((svi === null) === (quotes === null || quotes.length === 0)) {
    throw new InvalidRequestError(
      `Expected either \`svi\` or \`quotes\` for the smile of ${underlying} at ${expiry}, got both or neither.`,
    );
  }
  if (svi !== null) requireSvi(svi);
  for (const { strike, volatility } of quotes ?? []) {
    requireVolatility("the volatility of a quote", volatility);
    if (strike > 0 && strike < Infinity) continue;
    throw new InvalidRequestError(`Expected the strike of a quote above 0, got ${strike}.`);
  }
}

function requireSvi(svi: RawSvi): void {
  const { a, b, rho, m, sigma } = svi;
  const areNumbers = [a, b, rho, m, sigma].every(Number.isFinite);
  if (areNumbers && b >= 0 && Math.abs(rho) <= 1 && sigma > 0 && lowestVariance(svi) > 0) return;
  throw new InvalidRequestError(
    `Expected SVI parameters with b of 0 or more, rho in [-1, 1], sigma above 0 and a variance above 0, got ${a}, ${b}, ${rho}, ${m}, ${sigma}.`,
  );
}
