import type { Resolvers } from "../../generated/resolvers.ts";
import { Cascade } from "../resolvers/Cascade.ts";
import { CollateralCover } from "../resolvers/CollateralCover.ts";
import { CoverGroup } from "../resolvers/CoverGroup.ts";
import { CoverN } from "../resolvers/CoverN.ts";
import { DebtSpiral } from "../resolvers/DebtSpiral.ts";
import { GammaShock } from "../resolvers/GammaShock.ts";
import { GammaShockReport } from "../resolvers/GammaShockReport.ts";
import { ImpairedSet } from "../resolvers/ImpairedSet.ts";
import { KeeperMarket } from "../resolvers/KeeperMarket.ts";
import { KeeperParticipation } from "../resolvers/KeeperParticipation.ts";
import { KeeperPosition } from "../resolvers/KeeperPosition.ts";
import { ObligorLoss } from "../resolvers/ObligorLoss.ts";
import { ReverseStress } from "../resolvers/ReverseStress.ts";
import { Runway } from "../resolvers/Runway.ts";
import { ScenarioMove } from "../resolvers/ScenarioMove.ts";
import { SolvencyHorizon } from "../resolvers/SolvencyHorizon.ts";

/** Resolvers of cascades, horizons and reverse stress. */
export const REVERSE_STRESS_RESOLVERS: Resolvers = {
  Cascade,
  CollateralCover,
  CoverGroup,
  CoverN,
  DebtSpiral,
  GammaShock,
  GammaShockReport,
  ImpairedSet,
  KeeperMarket,
  KeeperParticipation,
  KeeperPosition,
  ObligorLoss,
  ReverseStress,
  Runway,
  ScenarioMove,
  SolvencyHorizon,
};
