import { toValuation } from "../../domain/worth.ts";
import type { StakeDrawResolvers } from "../../generated/resolvers.ts";
import { scopedAmount } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `StakeDraw` that are not plain properties of its parent. */
export const StakeDraw: StakeDrawResolvers = {
  backstop: ({ holding, view }) => ({ ...holding.backstop, view }),
  market: (draw, _, context) => lookUp(context, "market", draw, draw.market),
  slashable: ({ slashable }) => toValuation(slashable),
  uncovered: (draw) => scopedAmount(draw, draw.uncovered),
  draw: ({ draw }) => toValuation(draw),
};
