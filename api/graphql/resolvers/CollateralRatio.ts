import { toDecimal } from "../../domain/rational.ts";
import type { CollateralRatioResolvers } from "../../generated/resolvers.ts";
import { COLLATERAL_RATIO } from "../../solvency/collateral-ratio.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `CollateralRatio` that are not plain properties of its parent. */
export const CollateralRatio: CollateralRatioResolvers = {
  definition: () => COLLATERAL_RATIO,
  market: (ratio, _, context) => lookUp(context, "market", ratio, ratio.market),
  price: ({ price }) => (price === null ? null : toDecimal(price)),
  stabilityPool: (ratio) => scopedAmount(ratio, ratio.stabilityPool),
  debtBelowMinimum: (ratio) => scopedAmount(ratio, ratio.debtBelowMinimum),
};
