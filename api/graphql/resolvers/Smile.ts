import type { SmileResolvers } from "../../generated/resolvers.ts";
import { volatilityAt } from "../../options/smile.ts";
import { smilePoint, stripOf } from "../../options/smile-point.ts";
import { stripVariance, swapVariance, variancePremium } from "../../options/variance-swap.ts";
import { strikesOf } from "../../services/options/strikes-of.ts";
import { missingEstimate } from "../../stats/estimate.ts";

/** Fields of `Smile` that are not plain properties of its parent. */
export const Smile: SmileResolvers = {
  a: ({ svi }) => svi.a,
  b: ({ svi }) => svi.b,
  rho: ({ svi }) => svi.rho,
  m: ({ svi }) => svi.m,
  sigma: ({ svi }) => svi.sigma,
  atTheMoney: (smile) => volatilityAt(smile, 0),
  butterflyFree: ({ butterfly }) => butterfly.isFree,
  lowestG: ({ butterfly: { lowest } }) => (Number.isFinite(lowest) ? lowest : null),
  stripVariance: ({ forward, rate, ...smile }, { strikes }) => {
    const checked = strikesOf(strikes);
    if (forward === null)
      return missingEstimate("NO_DATA", "The underlying has no price.", { n: 0, method: "strip" });
    return stripVariance(stripOf(smile, { forward, rate }, checked), { forward, rate, years: smile.years });
  },
  at: ({ forward, rate, ...smile }, { strikes }) => {
    const checked = strikesOf(strikes);
    return forward === null ? null : checked.map((strike) => smilePoint(smile, { forward, strike, rate }));
  },
  impliedVariance: (smile) => swapVariance(smile),
  variancePremium: (smile) => variancePremium(swapVariance(smile), smile.realisedVariance),
};
