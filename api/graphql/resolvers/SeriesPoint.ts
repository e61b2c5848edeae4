import { exactDecimal } from "../../domain/exact-decimal.ts";
import { toDecimal } from "../../domain/rational.ts";
import type { SeriesPointResolvers } from "../../generated/resolvers.ts";

const POWER_OF_TEN = /^10*$/;

/** Fields of `SeriesPoint` that are not plain properties of its parent. */
export const SeriesPoint: SeriesPointResolvers = {
  value: ({ value }) => value && toDecimal(value),
  exact: ({ value }) =>
    value !== null && POWER_OF_TEN.test(value.denominator.toString()) ? exactDecimal(value) : null,
  n: ({ facts }) => Number(facts),
  blockNumber: ({ block }) => block?.number ?? null,
  blockHash: ({ block }) => block?.hash ?? null,
};
