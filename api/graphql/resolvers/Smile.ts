import type { SmileResolvers } from "../../generated/resolvers.ts";
import { volatilityAt } from "../../options/smile.ts";
import { swapVariance, variancePremium } from "../../options/variance-swap.ts";

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
  impliedVariance: (smile) => swapVariance(smile),
  variancePremium: (smile) => variancePremium(swapVariance(smile), smile.realisedVariance),
};
