import { toValuation } from "../../domain/worth.ts";
import type { DenominationResolvers } from "../../generated/resolvers.ts";
import { DENOMINATION } from "../../solvency/denomination.ts";

/** Fields of `Denomination` that are not plain properties of its parent. */
export const Denomination: DenominationResolvers = {
  definition: () => DENOMINATION,
  value: ({ value }) => toValuation(value),
  netDelta: ({ netDelta }) => toValuation(netDelta),
  deltas: ({ deltas, view }) => deltas.map((delta) => ({ ...delta, view })),
  nativeTokens: ({ nativeTokens }) => (nativeTokens === null ? null : [...nativeTokens]),
  assets: ({ assets, view }) => assets.map((asset) => ({ ...asset, view })),
};
