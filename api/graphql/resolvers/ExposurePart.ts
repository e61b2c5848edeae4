import { toValuation } from "../../domain/worth.ts";
import type { ExposurePartResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUpOptional } from "../look-up.ts";

/** Fields of `ExposurePart` that are not plain properties of its parent. */
export const ExposurePart: ExposurePartResolvers = {
  market: (part, _, context) => lookUpOptional(context, "market", part, part.exposure.market),
  backstop: (part, _, context) => lookUpOptional(context, "backstop", part, part.exposure.backstop),
  amount: (part) => scopedAmount(part, part.exposure.amount),
  worth: ({ worth }) => toValuation(worth),
  source: ({ exposure }) => exposure.source,
};
