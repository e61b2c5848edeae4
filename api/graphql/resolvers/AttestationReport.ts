import type { AttestationReportResolvers } from "../../generated/resolvers.ts";
import { ATTESTATIONS } from "../../solvency/attestations.ts";

/** Fields of `AttestationReport` that are not plain properties of its parent. */
export const AttestationReport: AttestationReportResolvers = { definition: () => ATTESTATIONS };
