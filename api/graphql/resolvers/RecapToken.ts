import type { RecapTokenResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";

/** Fields of `RecapToken` that are not plain properties of its parent. */
export const RecapToken: RecapTokenResolvers = { sold: (token) => scopedAmount(token, token.sold) };
