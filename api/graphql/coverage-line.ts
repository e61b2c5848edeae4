import { toValuation } from "../domain/worth.ts";
import type { CoverageLine } from "../solvency/coverage.ts";

/** Fields that every comparison of resources with an exposure resolves in the same way. */
export const lineFields = {
  resources: ({ resources }: CoverageLine) => toValuation(resources),
  exposure: ({ exposure }: CoverageLine) => toValuation(exposure),
  shortfall: ({ shortfall }: CoverageLine) => toValuation(shortfall),
};
