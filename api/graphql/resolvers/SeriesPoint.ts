import { toDecimal } from "../../domain/rational.ts";
import { terminatingDecimal } from "../../domain/terminating-decimal.ts";
import type { SeriesPointResolvers } from "../../generated/resolvers.ts";

/** Fields of `SeriesPoint` that are not plain properties of its parent. */
export const SeriesPoint: SeriesPointResolvers = {
  value: ({ value }) => value && toDecimal(value),
  exact: ({ value }) => value && terminatingDecimal(value),
  n: ({ facts }) => Number(facts),
  blockNumber: ({ block }) => block?.number ?? null,
  blockHash: ({ block }) => block?.hash ?? null,
};
