import type { MispricedPositionsResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";

/** Fields of `MispricedPositions` that are not plain properties of its parent. */
export const MispricedPositions: MispricedPositionsResolvers = {
  debt: (side) => scopedAmount(side, side.debt),
};
