import { knownAmount, optionalAmount } from "../../domain/token-amount.ts";
import type { EpisodeLiquidationsResolvers } from "../../generated/resolvers.ts";
import { amountOf, scopedAmount } from "../amounts.ts";
import { partlyKnown } from "../partly-known.ts";

/** Fields of `EpisodeLiquidations` that are not plain properties of its parent. */
export const EpisodeLiquidations: EpisodeLiquidationsResolvers = {
  count: ({ liquidations }) => liquidations,
  debtRepaid: (row) => amountOf(row, row.debtRepaid, row.debtAsset),
  collateralSeized: (row) =>
    scopedAmount(
      row,
      optionalAmount(
        row.collateralSeized,
        row.collateralAsset,
        "A liquidation does not tell what it took in kind.",
      ),
    ),
  loss: (row) =>
    scopedAmount(
      row,
      partlyKnown(knownAmount(row.loss, row.debtAsset), { unknown: row.unknownLosses, of: row.liquidations }),
    ),
};
