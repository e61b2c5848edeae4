import type { InterventionAdequacyResolvers } from "../../generated/resolvers.ts";
import { INTERVENTION_ADEQUACY } from "../../stress/deployment/intervention-adequacy.ts";

/** Fields of `InterventionAdequacy` that are not plain properties of its parent. */
export const InterventionAdequacy: InterventionAdequacyResolvers = {
  definition: () => INTERVENTION_ADEQUACY,
  interventions: ({ interventions, first, view }) =>
    interventions
      .toReversed()
      .slice(0, first)
      .map((intervention) => ({ ...intervention, view })),
};
