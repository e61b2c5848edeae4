import type { PositionPriceResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `PositionPrice` that are not plain properties of its parent. */
export const PositionPrice: PositionPriceResolvers = {
  asset: (price, _, context) => lookUp(context, "asset", price, price.asset),
  price: ({ price, view }) => (price === null ? null : { ...price, view }),
};
