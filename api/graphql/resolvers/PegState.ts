import { toValuation } from "../../domain/worth.ts";
import type { PegStateResolvers } from "../../generated/resolvers.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `PegState` that are not plain properties of its parent. */
export const PegState: PegStateResolvers = {
  asset: (state, _, context) => lookUp(context, "asset", state, state.asset),
  price: ({ price, view }) => ({ ...price, view }),
  deviation: ({ deviation }) => toValuation(deviation),
  episodes: ({ history }) => [...history.episodes],
};
