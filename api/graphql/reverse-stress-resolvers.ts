import type { Resolvers } from "../generated/resolvers.ts";
import { Cascade } from "./resolvers/Cascade.ts";
import { CollateralCover } from "./resolvers/CollateralCover.ts";
import { CoverGroup } from "./resolvers/CoverGroup.ts";
import { CoverN } from "./resolvers/CoverN.ts";
import { ImpairedSet } from "./resolvers/ImpairedSet.ts";
import { ObligorLoss } from "./resolvers/ObligorLoss.ts";
import { ReverseStress } from "./resolvers/ReverseStress.ts";
import { Runway } from "./resolvers/Runway.ts";
import { ScenarioMove } from "./resolvers/ScenarioMove.ts";
import { SolvencyHorizon } from "./resolvers/SolvencyHorizon.ts";

/** Resolvers of cascades, horizons and reverse stress. */
export const REVERSE_STRESS_RESOLVERS: Resolvers = {
  Cascade,
  CollateralCover,
  CoverGroup,
  CoverN,
  ImpairedSet,
  ObligorLoss,
  ReverseStress,
  Runway,
  ScenarioMove,
  SolvencyHorizon,
};
