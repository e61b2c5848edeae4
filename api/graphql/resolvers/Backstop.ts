import type { BackstopResolvers } from "../../generated/resolvers.ts";
import { loadBackstopCoverage } from "../../services/coverage.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";

/** Fields of `Backstop` that are not plain properties of its parent. */
export const Backstop: BackstopResolvers = {
  protocol: (backstop, _, context) => lookUp(context, "protocol", backstop, backstop.protocol),
  market: (backstop, _, context) => lookUpOptional(context, "market", backstop, backstop.market),
  coverage: (backstop, args, { session }) => loadBackstopCoverage(session, backstop, args),
  balances: (backstop, _, context) => lookUp(context, "balancesOfBackstop", backstop, backstop.id),
};
