import { parseDecimal } from "../../domain/decimal-string.ts";
import { InvalidRequestError } from "../../domain/errors.ts";
import { scaled } from "../../domain/rational.ts";
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
  net: ({ terms, unit }, { loss }) => {
    const { raw, decimals } = parseDecimal(loss);
    if (raw < 0n) throw new InvalidRequestError(`Expected a loss of 0 or more, got ${loss}.`);
    const gross = scaled(raw, decimals);
    const { ceded, retained } = netRetained(gross, terms);
    const inUnit = (amount: typeof gross) => toValuation(knownWorth(amount, unit));
    return { gross: inUnit(gross), ceded: inUnit(ceded), retained: inUnit(retained) };
  },
};
