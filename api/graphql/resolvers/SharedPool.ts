import { toValuation } from "../../domain/worth.ts";
import type { SharedPoolResolvers } from "../../generated/resolvers.ts";

/** Fields of `SharedPool` that are not plain properties of its parent. */
export const SharedPool: SharedPoolResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  capital: ({ capital }) => toValuation(capital),
  committed: ({ committed }) => toValuation(committed),
  members: ({ members }) => [...members],
};
