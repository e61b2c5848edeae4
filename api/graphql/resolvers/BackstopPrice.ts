import { rational } from "../../domain/rational.ts";
import { windowSeconds } from "../../domain/window.ts";
import { multiplyWorth, toValuation, worthRatio } from "../../domain/worth.ts";
import type { BackstopPriceResolvers } from "../../generated/resolvers.ts";
import { BACKSTOP_PRICE } from "../../stress/default/backstop-price.ts";

const SECONDS_PER_YEAR = 31_536_000n;

/** Fields of `BackstopPrice` that are not plain properties of its parent. */
export const BackstopPrice: BackstopPriceResolvers = {
  definition: () => BACKSTOP_PRICE,
  coverage: ({ coverage }) => toValuation(coverage),
  paid: ({ paid }) => toValuation(paid),
  paidRate: ({ paid, coverage, paidWindow }) =>
    worthRatio(
      multiplyWorth(paid, rational(SECONDS_PER_YEAR)),
      multiplyWorth(coverage, rational(windowSeconds(paidWindow))),
      "payments a year / coverage",
    ),
};
