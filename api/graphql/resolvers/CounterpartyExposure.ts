import { toValuation } from "../../domain/worth.ts";
import type { CounterpartyExposureResolvers } from "../../generated/resolvers.ts";
import { COUNTERPARTY_EXPOSURE } from "../../stress/counterparty/counterparty-exposure.ts";

/** Fields of `CounterpartyExposure` that are not plain properties of its parent. */
export const CounterpartyExposure: CounterpartyExposureResolvers = {
  definition: () => COUNTERPARTY_EXPOSURE,
  exposure: ({ exposure }) => toValuation(exposure),
  expectedLoss: ({ expectedLoss }) => toValuation(expectedLoss),
  markets: ({ markets, view }) => markets.map((market) => ({ ...market, view })),
};
