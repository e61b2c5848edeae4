import type { Market } from "../domain/entities/reference.ts";
import { type Rational, rational } from "../domain/rational.ts";
import type { Book } from "../solvency/book.ts";
import type { LastParameter } from "../solvency/obligations.ts";
import { marketTerms } from "./book/market-terms.ts";

/** A ratio that the caller states. */
export type StatedRatio = {
  /** Id of the market. */
  readonly market: string;
  readonly ratio: Rational;
};

/**
 * Finds for each market the worth of collateral over the worth of debt below which a position may be liquidated: what the
 * caller states, else the last value of a known parameter, else what the protocol's code fixes. Nothing is assumed.
 *
 * @param parameters - Last values of `TERM_PARAMETERS` of the protocol.
 * @returns By market id; markets of which nothing is known are left out.
 */
export function liquidationRatios(
  { protocol, markets }: Pick<Book, "protocol" | "markets">,
  parameters: readonly LastParameter[],
  stated: readonly StatedRatio[],
): ReadonlyMap<string, Rational> {
  const known = markets.flatMap((market): [string, Rational][] => {
    const ratio = liquidationRatio(protocol.slug, market, parameters);
    return ratio === null ? [] : [[market.id, ratio]];
  });
  return new Map([...known, ...stated.map(({ market, ratio }): [string, Rational] => [market, ratio])]);
}

/** Finds the ratio of one market; null where neither a parameter nor the protocol's code tells, and for perpetuals, which have none. */
export function liquidationRatio(
  slug: string,
  market: Pick<Market, "id" | "kind">,
  parameters: readonly LastParameter[],
): Rational | null {
  if (market.kind === "PERPETUAL") return null;
  const { exact, source } = marketTerms(slug, market, parameters).threshold;
  return source === "DEFAULT" ? null : rational(exact.denominator, exact.numerator);
}
