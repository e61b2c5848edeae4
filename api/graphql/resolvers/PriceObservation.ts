import { formatDecimal } from "../../domain/decimal-string.ts";
import type { PriceObservationResolvers } from "../../generated/resolvers.ts";
import { factFields } from "../fact-fields.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `PriceObservation` that are not plain properties of its parent. */
export const PriceObservation: PriceObservationResolvers = {
  ...factFields,
  feed: (observation, _, context) => lookUp(context, "priceFeed", observation, observation.feed),
  asset: (observation, _, context) => lookUp(context, "asset", observation, observation.asset),
  value: ({ price, decimals }) => (price === null ? null : formatDecimal(price, decimals)),
};
