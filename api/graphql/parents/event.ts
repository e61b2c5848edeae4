import type { Scoped } from "../../services/ledger-session.ts";
import type { CounterpartyAnswer } from "../../services/stress/counterparty/counterparty-exposure.ts";
import type { DeploymentAnswer } from "../../services/stress/deployment/deployment-speed.ts";
import type { InterventionAnswer } from "../../services/stress/deployment/intervention-adequacy.ts";
import type { LiquidationLatencyAnswer } from "../../services/stress/keepers/liquidation-latency.ts";
import type { MoralHazardAnswer } from "../../services/stress/moral-hazard.ts";
import type { OracleRiskAnswer } from "../../services/stress/oracle/oracle-risk.ts";
import type { ReflexivityAnswer } from "../../services/stress/runs/reflexivity.ts";
import type { RunElasticity } from "../../services/stress/runs/run-elasticities.ts";
import type { RunOffAnswer } from "../../services/stress/runs/run-off.ts";
import type { SurvivalStep } from "../../stats/kaplan-meier.ts";
import type { MarketCounterparty } from "../../stress/counterparty/counterparty-exposure.ts";
import type { Intervention } from "../../stress/deployment/intervention-adequacy.ts";
import type { Need } from "../../stress/deployment/needs.ts";
import type { PeakDeployment } from "../../stress/deployment/peak-deployment.ts";
import type { MarketLatency } from "../../stress/keepers/liquidation-latency.ts";
import type { FeedRisk, FeedRounds } from "../../stress/oracle/feed-risk.ts";
import type {
  MarketMispricedDebt,
  MispricedDebt,
  MispricedSide,
} from "../../stress/oracle/mispriced-debt.ts";
import type { Concentration } from "../../stress/runs/concentration.ts";
import type { Clustering, FirstMoverAdvantage } from "../../stress/runs/reflexivity.ts";
import type { RunOff, RunOffHorizon, ScenarioRunOff } from "../../stress/runs/run-off.ts";
import type { TimesToEvent } from "../../stress/time-to-event.ts";

/** What resolvers of metrics that are estimated from events receive. */
export type OracleRiskParent = OracleRiskAnswer;
export type FeedRiskParent = Scoped<FeedRisk>;
export type FeedRoundsParent = FeedRounds;
export type MispricedDebtParent = Scoped<MispricedDebt>;
export type MispricedTotalParent = MispricedDebt["missed"];
export type MarketMispricedDebtParent = Scoped<MarketMispricedDebt>;
export type MispricedPositionsParent = Scoped<MispricedSide>;
export type RunOffReportParent = RunOffAnswer;
export type RunOffPoolParent = Scoped<RunOff>;
export type RunOffHorizonParent = RunOffHorizon;
export type RunOffScenarioParent = ScenarioRunOff;
export type DepositorConcentrationParent = Concentration;
export type DeploymentSpeedParent = DeploymentAnswer;
export type TimesToEventParent = TimesToEvent;
export type SurvivalPointParent = SurvivalStep;
export type PeakDeploymentParent = Scoped<PeakDeployment>;
export type NeedParent = Scoped<Need>;
export type LiquidationLatencyParent = LiquidationLatencyAnswer;
export type MarketLatencyParent = Scoped<MarketLatency>;
export type ReflexivityParent = ReflexivityAnswer;
export type EventClusteringParent = Clustering;
export type RunElasticityParent = Scoped<RunElasticity>;
export type FirstMoverAdvantageParent = Scoped<FirstMoverAdvantage>;
export type InterventionAdequacyParent = InterventionAnswer;
export type InterventionParent = Scoped<Intervention>;
export type MoralHazardParent = MoralHazardAnswer;
export type CounterpartyExposureParent = CounterpartyAnswer;
export type MarketCounterpartyParent = Scoped<MarketCounterparty>;
