import type { DeploymentSpeedResolvers } from "../../generated/resolvers.ts";
import { DEPLOYMENT_SPEED } from "../../stress/deployment/deployment-speed.ts";

/** Fields of `DeploymentSpeed` that are not plain properties of its parent. */
export const DeploymentSpeed: DeploymentSpeedResolvers = {
  definition: () => DEPLOYMENT_SPEED,
  count: ({ needs }) => needs.length,
  open: ({ needs }) => needs.filter(({ endedAt }) => endedAt === null).length,
  peaks: ({ peaks, view }) => peaks.map((peak) => ({ ...peak, view })),
  needs: ({ needs, first, view }) =>
    needs
      .toReversed()
      .slice(0, first)
      .map((need) => ({ ...need, view })),
};
