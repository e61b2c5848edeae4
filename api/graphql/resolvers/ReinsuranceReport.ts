import { knownWorth, toValuation } from "../../domain/worth.ts";
import type { ReinsuranceReportResolvers } from "../../generated/resolvers.ts";
import { netRetained } from "../../solvency/net-retained.ts";
import { REINSURANCE } from "../../solvency/reinsurance.ts";

/** Fields of `ReinsuranceReport` that are not plain properties of its parent. */
export const ReinsuranceReport: ReinsuranceReportResolvers = {
  definition: () => REINSURANCE,
  layers: ({ layers, view }) => layers.map((layer) => ({ ...layer, view })),
  ceded: ({ ceded }) => toValuation(ceded),
  retained: ({ retained }) => toValuation(retained),
  net: ({ terms, unit, loss }) => {
    if (loss === null) return null;
    const { ceded, retained } = netRetained(loss, terms);
    const inUnit = (amount: typeof loss) => toValuation(knownWorth(amount, unit));
    return { gross: inUnit(loss), ceded: inUnit(ceded), retained: inUnit(retained) };
  },
};
