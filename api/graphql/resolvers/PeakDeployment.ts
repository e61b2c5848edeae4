import { ratio } from "../../domain/ratio.ts";
import type { PeakDeploymentResolvers } from "../../generated/resolvers.ts";
import { PEAK_SECONDS } from "../../stress/deployment/peak-deployment.ts";
import { amountOf } from "../amounts.ts";

/** Fields of `PeakDeployment` that are not plain properties of its parent. */
export const PeakDeployment: PeakDeploymentResolvers = {
  amount: (peak) => amountOf(peak, peak.amount, peak.asset),
  perSecond: ({ amount }) => ratio(amount, PEAK_SECONDS, "smallest units / seconds"),
};
