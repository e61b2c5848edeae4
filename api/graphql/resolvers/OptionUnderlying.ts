import { toDecimal } from "../../domain/rational.ts";
import { toDouble } from "../../domain/to-double.ts";
import type { OptionUnderlyingResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `OptionUnderlying` that are not plain properties of its parent. */
export const OptionUnderlying: OptionUnderlyingResolvers = {
  asset: (parent, _, context) => lookUp(context, "asset", parent, parent.board.underlying),
  spot: ({ price }) => (price.rate === null ? null : toDecimal(price.rate)),
  source: ({ board }) => board.source,
  reason: ({ board, price }) => board.reason ?? price.reason,
  flatVolatility: ({ board }) => board.flat,
  smiles: ({ board, price, rate, realisedVariance }) =>
    board.smiles.map(({ expiry, smile }) => ({
      ...smile,
      ...{ expiry, realisedVariance, rate },
      forward: price.rate === null ? null : toDouble(price.rate) * Math.exp(rate * smile.years),
    })),
};
