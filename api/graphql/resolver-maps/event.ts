import type { Resolvers } from "../../generated/resolvers.ts";
import { CounterpartyExposure } from "../resolvers/CounterpartyExposure.ts";
import { DeploymentSpeed } from "../resolvers/DeploymentSpeed.ts";
import { EventClustering } from "../resolvers/EventClustering.ts";
import { FeedRisk } from "../resolvers/FeedRisk.ts";
import { FeedRounds } from "../resolvers/FeedRounds.ts";
import { FirstMoverAdvantage } from "../resolvers/FirstMoverAdvantage.ts";
import { Intervention } from "../resolvers/Intervention.ts";
import { InterventionAdequacy } from "../resolvers/InterventionAdequacy.ts";
import { LiquidationLatency } from "../resolvers/LiquidationLatency.ts";
import { MarketCounterparty } from "../resolvers/MarketCounterparty.ts";
import { MarketLatency } from "../resolvers/MarketLatency.ts";
import { MarketMispricedDebt } from "../resolvers/MarketMispricedDebt.ts";
import { MispricedDebt } from "../resolvers/MispricedDebt.ts";
import { MispricedPositions } from "../resolvers/MispricedPositions.ts";
import { MispricedTotal } from "../resolvers/MispricedTotal.ts";
import { MoralHazard } from "../resolvers/MoralHazard.ts";
import { Need } from "../resolvers/Need.ts";
import { OracleRisk } from "../resolvers/OracleRisk.ts";
import { PeakDeployment } from "../resolvers/PeakDeployment.ts";
import { Reflexivity } from "../resolvers/Reflexivity.ts";
import { RunElasticity } from "../resolvers/RunElasticity.ts";
import { RunOffPool } from "../resolvers/RunOffPool.ts";
import { RunOffReport } from "../resolvers/RunOffReport.ts";
import { SurvivalPoint } from "../resolvers/SurvivalPoint.ts";
import { TimesToEvent } from "../resolvers/TimesToEvent.ts";

/** Resolvers of metrics that are estimated from events: oracles, runs, deployment, latencies, interventions, counterparties. */
export const EVENT_RESOLVERS: Resolvers = {
  CounterpartyExposure,
  DeploymentSpeed,
  EventClustering,
  FeedRisk,
  FeedRounds,
  FirstMoverAdvantage,
  Intervention,
  InterventionAdequacy,
  LiquidationLatency,
  MarketCounterparty,
  MarketLatency,
  MarketMispricedDebt,
  MispricedDebt,
  MispricedPositions,
  MispricedTotal,
  MoralHazard,
  Need,
  OracleRisk,
  PeakDeployment,
  Reflexivity,
  RunElasticity,
  RunOffPool,
  RunOffReport,
  SurvivalPoint,
  TimesToEvent,
};
