import type { ReinsuranceBasisResolvers } from "../../generated/resolvers.ts";
import { basisShare } from "../../solvency/reinsurance.ts";
import { amountOf } from "../amounts.ts";
import { lookUp } from "../look-up.ts";

/** Fields of `ReinsuranceBasis` that are not plain properties of its parent. */
export const ReinsuranceBasis: ReinsuranceBasisResolvers = {
  asset: (basis, _, context) => lookUp(context, "asset", basis, basis.asset),
  primaryPaid: (basis) => amountOf(basis, basis.primaryPaid, basis.asset),
  share: (basis) => basisShare(basis),
};
