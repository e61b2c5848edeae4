import type { Scoped } from "../../services/ledger-session.ts";
import type { CascadeAnswer } from "../../services/stress/cascade/load-cascade.ts";
import type { DebtSpiralAnswer } from "../../services/stress/cascade/load-debt-spiral.ts";
import type { GammaShockAnswer } from "../../services/stress/cascade/load-gamma-shock.ts";
import type { CoverNAnswer } from "../../services/stress/default/load-cover-n.ts";
import type { KeepersAnswer } from "../../services/stress/keepers/load-keepers.ts";
import type { HorizonAnswer } from "../../services/stress/reverse/load-horizon.ts";
import type { ReverseStressAnswer } from "../../services/stress/reverse/load-reverse-stress.ts";
import type { RunwayAnswer } from "../../services/stress/reverse/load-runway.ts";
import type { LiquidationPoint } from "../../stress/cascade/liquidation-curve.ts";
import type { CoverGroup, CoverN } from "../../stress/default/cover-n.ts";
import type {
  KeeperPosition,
  Participation,
  UnprofitableDebt,
} from "../../stress/keepers/keeper-participation.ts";
import type { ImpairedSet } from "../../stress/reverse/breaking-sets.ts";
import type {
  BreakingScenario,
  ReverseStress,
  ScenarioMove,
} from "../../stress/reverse/run-reverse-stress.ts";
import type { RunShare } from "../../stress/reverse/run-share.ts";
import type { HorizonPoint } from "../../stress/reverse/solvency-horizon.ts";

/** What resolvers of cascades, horizons and reverse stress receive. */
export type CascadeParent = CascadeAnswer;
export type LiquidationPointParent = LiquidationPoint;
export type SolvencyHorizonParent = HorizonAnswer;
export type HorizonPointParent = HorizonPoint;
export type RunwayParent = RunwayAnswer;
export type ReverseStressParent = ReverseStressAnswer;
export type LossAndResourcesParent = ReverseStress["now"];
export type BreakingScenarioParent = Pick<BreakingScenario, "loss" | "resources"> & {
  readonly moves: readonly Scoped<ScenarioMove>[];
};
export type ScenarioMoveParent = Scoped<ScenarioMove>;
export type BreakingRunParent = RunShare;
export type ImpairedSetParent = Scoped<ImpairedSet>;
export type CoverNParent = CoverNAnswer;
export type CoverGroupParent = CoverGroup;
export type ObligorLossParent = CoverGroup["largest"][number];
export type CollateralCoverParent = Scoped<CoverN["byCollateral"]>;
export type KeeperParticipationParent = KeepersAnswer;
export type KeeperMarketParent = Scoped<Participation["markets"][number]>;
export type KeeperPositionParent = Scoped<KeeperPosition>;
export type UnprofitableDebtParent = UnprofitableDebt;
export type KeeperCompetitionParent = KeepersAnswer["realised"];
export type GammaShockReportParent = GammaShockAnswer;
export type GammaShockParent = GammaShockAnswer["underlyings"][number];
export type DebtSpiralParent = DebtSpiralAnswer;
