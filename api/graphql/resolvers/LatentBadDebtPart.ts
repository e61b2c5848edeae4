import { toValuation } from "../../domain/worth.ts";
import type { LatentBadDebtPartResolvers } from "../../generated/resolvers.ts";

/** Fields of `LatentBadDebtPart` that are not plain properties of its parent. */
export const LatentBadDebtPart: LatentBadDebtPartResolvers = { worth: ({ worth }) => toValuation(worth) };
