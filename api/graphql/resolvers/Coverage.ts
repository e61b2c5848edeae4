import { toValuation } from "../../domain/worth.ts";
import type { CoverageResolvers } from "../../generated/resolvers.ts";
import { COVERAGE } from "../../solvency/coverage.ts";
import { lineFields } from "../coverage-line.ts";

/** Fields of `Coverage` that are not plain properties of its parent. */
export const Coverage: CoverageResolvers = {
  ...lineFields,
  definition: () => COVERAGE,
  matchedShortfall: ({ matchedShortfall }) => toValuation(matchedShortfall),
  byAsset: ({ byAsset, view }) => byAsset.map((line) => ({ ...line, view })),
  byMarket: ({ byMarket, view }) => byMarket.map((line) => ({ ...line, view })),
  exposures: ({ exposures, view }) => exposures.map((exposure) => ({ ...exposure, view })),
};
