import { toValuation } from "../../domain/worth.ts";
import type { InflowOfCauseResolvers } from "../../generated/resolvers.ts";

/** Fields of `InflowOfCause` that are not plain properties of its parent. */
export const InflowOfCause: InflowOfCauseResolvers = { amount: ({ amount }) => toValuation(amount) };
