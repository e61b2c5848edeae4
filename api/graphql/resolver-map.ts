import type { Resolvers } from "../generated/resolvers.ts";
import { EVENT_RESOLVERS } from "./resolver-maps/event.ts";
import { OPTION_RESOLVERS } from "./resolver-maps/option.ts";
import { REPLAY_RESOLVERS } from "./resolver-maps/replay.ts";
import { REVERSE_STRESS_RESOLVERS } from "./resolver-maps/reverse-stress.ts";
import { TAIL_RESOLVERS } from "./resolver-maps/tail.ts";
import { AbsorptionEfficiency } from "./resolvers/AbsorptionEfficiency.ts";
import { Amount } from "./resolvers/Amount.ts";
import { AssetCoverage } from "./resolvers/AssetCoverage.ts";
import { AssetLosses } from "./resolvers/AssetLosses.ts";
import { AssetWaterfall } from "./resolvers/AssetWaterfall.ts";
import { AssetWaterfalls } from "./resolvers/AssetWaterfalls.ts";
import { AttestationReport } from "./resolvers/AttestationReport.ts";
import { AttestationState } from "./resolvers/AttestationState.ts";
import { Auction } from "./resolvers/Auction.ts";
import { AuctionEvent } from "./resolvers/AuctionEvent.ts";
import { AuctionRecovery } from "./resolvers/AuctionRecovery.ts";
import { AuctionRecoveryReport } from "./resolvers/AuctionRecoveryReport.ts";
import { AuctionsBelowPrice } from "./resolvers/AuctionsBelowPrice.ts";
import { Backstop } from "./resolvers/Backstop.ts";
import { BackstopBalance } from "./resolvers/BackstopBalance.ts";
import { BackstopPrice } from "./resolvers/BackstopPrice.ts";
import { BadDebtPoint } from "./resolvers/BadDebtPoint.ts";
import { BadDebtRate } from "./resolvers/BadDebtRate.ts";
import { BadDebtReport } from "./resolvers/BadDebtReport.ts";
import { BadDebtTotals } from "./resolvers/BadDebtTotals.ts";
import { BadDebtWorth } from "./resolvers/BadDebtWorth.ts";
import { BlockRef } from "./resolvers/BlockRef.ts";
import { CapitalEfficiency } from "./resolvers/CapitalEfficiency.ts";
import { CollateralRatio } from "./resolvers/CollateralRatio.ts";
import { ComparableStress } from "./resolvers/ComparableStress.ts";
import { Coverage } from "./resolvers/Coverage.ts";
import { Deficit } from "./resolvers/Deficit.ts";
import { DeficitChange } from "./resolvers/DeficitChange.ts";
import { DeleveragingEpisode } from "./resolvers/DeleveragingEpisode.ts";
import { DeleveragingReport } from "./resolvers/DeleveragingReport.ts";
import { DenominatedAsset } from "./resolvers/DenominatedAsset.ts";
import { Denomination } from "./resolvers/Denomination.ts";
import { DepegEpisode } from "./resolvers/DepegEpisode.ts";
import { DistanceToDefault } from "./resolvers/DistanceToDefault.ts";
import { EpisodeBadDebt } from "./resolvers/EpisodeBadDebt.ts";
import { EpisodeDeleveraging } from "./resolvers/EpisodeDeleveraging.ts";
import { EpisodeLayerLosses } from "./resolvers/EpisodeLayerLosses.ts";
import { EpisodeLiquidations } from "./resolvers/EpisodeLiquidations.ts";
import { EpisodeRunOff } from "./resolvers/EpisodeRunOff.ts";
import { ExerciseStatistics } from "./resolvers/ExerciseStatistics.ts";
import { ExerciseStatisticsReport } from "./resolvers/ExerciseStatisticsReport.ts";
import { ExposurePart } from "./resolvers/ExposurePart.ts";
import { FactorDelta } from "./resolvers/FactorDelta.ts";
import { FundFlow } from "./resolvers/FundFlow.ts";
import { FundingQuality } from "./resolvers/FundingQuality.ts";
import { HoldingResource } from "./resolvers/HoldingResource.ts";
import { IdleBalance } from "./resolvers/IdleBalance.ts";
import { IdleCapital } from "./resolvers/IdleCapital.ts";
import { InflowOfCause } from "./resolvers/InflowOfCause.ts";
import { Job } from "./resolvers/Job.ts";
import { LatentBadDebt } from "./resolvers/LatentBadDebt.ts";
import { LatentBadDebtPart } from "./resolvers/LatentBadDebtPart.ts";
import { LatentBadDebtReport } from "./resolvers/LatentBadDebtReport.ts";
import { LayerAbsorption } from "./resolvers/LayerAbsorption.ts";
import { LayerLosses } from "./resolvers/LayerLosses.ts";
import { LayerResources } from "./resolvers/LayerResources.ts";
import { Liquidation } from "./resolvers/Liquidation.ts";
import { LossAllocation } from "./resolvers/LossAllocation.ts";
import { LossesAbsorbed } from "./resolvers/LossesAbsorbed.ts";
import { Market } from "./resolvers/Market.ts";
import { MarketBadDebt } from "./resolvers/MarketBadDebt.ts";
import { MarketCoverage } from "./resolvers/MarketCoverage.ts";
import { MarketLatentBadDebt } from "./resolvers/MarketLatentBadDebt.ts";
import { MarketLiquidity } from "./resolvers/MarketLiquidity.ts";
import { MarketSocialisedLoss } from "./resolvers/MarketSocialisedLoss.ts";
import { MetricDefinition } from "./resolvers/MetricDefinition.ts";
import { MetricWindow } from "./resolvers/MetricWindow.ts";
import { Mutation } from "./resolvers/Mutation.ts";
import { NamedEpisodeFacts } from "./resolvers/NamedEpisodeFacts.ts";
import { NamedStressEpisode } from "./resolvers/NamedStressEpisode.ts";
import { OptionExercise } from "./resolvers/OptionExercise.ts";
import { OptionSeries } from "./resolvers/OptionSeries.ts";
import { OptionTrade } from "./resolvers/OptionTrade.ts";
import { ParameterDelay } from "./resolvers/ParameterDelay.ts";
import { PauseLatency } from "./resolvers/PauseLatency.ts";
import { PegCeiling } from "./resolvers/PegCeiling.ts";
import { PegModule } from "./resolvers/PegModule.ts";
import { PegModuleReport } from "./resolvers/PegModuleReport.ts";
import { PegReport } from "./resolvers/PegReport.ts";
import { PegReserve } from "./resolvers/PegReserve.ts";
import { PegState } from "./resolvers/PegState.ts";
import { PoolMember } from "./resolvers/PoolMember.ts";
import { Position } from "./resolvers/Position.ts";
import { PositionPrice } from "./resolvers/PositionPrice.ts";
import { PriceFeed } from "./resolvers/PriceFeed.ts";
import { PriceObservation } from "./resolvers/PriceObservation.ts";
import { PriceUsed } from "./resolvers/PriceUsed.ts";
import { PublishedEpisode } from "./resolvers/PublishedEpisode.ts";
import { Query } from "./resolvers/Query.ts";
import { RecapAuction } from "./resolvers/RecapAuction.ts";
import { Recapitalisation } from "./resolvers/Recapitalisation.ts";
import { RecapToken } from "./resolvers/RecapToken.ts";
import { Reconciliation } from "./resolvers/Reconciliation.ts";
import { Redistribution } from "./resolvers/Redistribution.ts";
import { ReinsuranceBasis } from "./resolvers/ReinsuranceBasis.ts";
import { ReinsuranceLayer } from "./resolvers/ReinsuranceLayer.ts";
import { ReinsuranceReport } from "./resolvers/ReinsuranceReport.ts";
import { Resources } from "./resolvers/Resources.ts";
import { ResponseLatency } from "./resolvers/ResponseLatency.ts";
import { Series } from "./resolvers/Series.ts";
import { SeriesMetric } from "./resolvers/SeriesMetric.ts";
import { SeriesPoint } from "./resolvers/SeriesPoint.ts";
import { SharedCapitalReport } from "./resolvers/SharedCapitalReport.ts";
import { SharedPool } from "./resolvers/SharedPool.ts";
import { SharedTail } from "./resolvers/SharedTail.ts";
import { SkippedEvent } from "./resolvers/SkippedEvent.ts";
import { SocialisedLoss } from "./resolvers/SocialisedLoss.ts";
import { SocialisedLossEvent } from "./resolvers/SocialisedLossEvent.ts";
import { Solvency } from "./resolvers/Solvency.ts";
import { StakeDraw } from "./resolvers/StakeDraw.ts";
import { StakeDrawReport } from "./resolvers/StakeDrawReport.ts";
import { Stress } from "./resolvers/Stress.ts";
import { StressEpisode } from "./resolvers/StressEpisode.ts";
import { StressEpisodeConnection } from "./resolvers/StressEpisodeConnection.ts";
import { StressNotEvaluated } from "./resolvers/StressNotEvaluated.ts";
import { StressReference } from "./resolvers/StressReference.ts";
import { SurplusRatio } from "./resolvers/SurplusRatio.ts";
import { SystemicStress } from "./resolvers/SystemicStress.ts";
import { ValuedAmount } from "./resolvers/ValuedAmount.ts";
import { ValueLeakage } from "./resolvers/ValueLeakage.ts";
import { ValueLeakageReport } from "./resolvers/ValueLeakageReport.ts";
import { Waterfall } from "./resolvers/Waterfall.ts";
import { WaterfallLayer } from "./resolvers/WaterfallLayer.ts";
import { BigDecimalScalar, BigIntScalar, BytesScalar, DateTimeScalar } from "./scalars.ts";

/** Resolvers of every type that has more than plain properties. */
export const resolvers: Resolvers = {
  AbsorptionEfficiency,
  Amount,
  AssetCoverage,
  AssetLosses,
  AssetWaterfall,
  AssetWaterfalls,
  AttestationReport,
  AttestationState,
  Auction,
  AuctionEvent,
  AuctionRecovery,
  AuctionRecoveryReport,
  AuctionsBelowPrice,
  BackstopPrice,
  Backstop,
  ...TAIL_RESOLVERS,
  ...REPLAY_RESOLVERS,
  ...EVENT_RESOLVERS,
  ...OPTION_RESOLVERS,
  ...REVERSE_STRESS_RESOLVERS,
  BigInt: BigIntScalar,
  BigDecimal: BigDecimalScalar,
  Bytes: BytesScalar,
  DateTime: DateTimeScalar,
  BackstopBalance,
  BadDebtPoint,
  BadDebtRate,
  BadDebtReport,
  BadDebtTotals,
  BadDebtWorth,
  BlockRef,
  CapitalEfficiency,
  CollateralRatio,
  ComparableStress,
  Coverage,
  Deficit,
  DeficitChange,
  DeleveragingEpisode,
  DeleveragingReport,
  DenominatedAsset,
  Denomination,
  DepegEpisode,
  DistanceToDefault,
  EpisodeBadDebt,
  EpisodeDeleveraging,
  EpisodeLayerLosses,
  EpisodeLiquidations,
  EpisodeRunOff,
  ExerciseStatistics,
  ExerciseStatisticsReport,
  ExposurePart,
  FactorDelta,
  FundFlow,
  FundingQuality,
  HoldingResource,
  IdleBalance,
  IdleCapital,
  InflowOfCause,
  Job,
  LatentBadDebt,
  LatentBadDebtPart,
  LatentBadDebtReport,
  LayerAbsorption,
  LayerLosses,
  LayerResources,
  Liquidation,
  LossAllocation,
  LossesAbsorbed,
  Market,
  MarketBadDebt,
  MarketCoverage,
  MarketLatentBadDebt,
  MarketLiquidity,
  MarketSocialisedLoss,
  MetricDefinition,
  MetricWindow,
  Mutation,
  NamedEpisodeFacts,
  NamedStressEpisode,
  OptionExercise,
  OptionSeries,
  OptionTrade,
  ParameterDelay,
  PauseLatency,
  PegCeiling,
  PegModule,
  PegModuleReport,
  PegReport,
  PegReserve,
  PegState,
  PoolMember,
  Position,
  PositionPrice,
  PriceFeed,
  PriceObservation,
  PriceUsed,
  PublishedEpisode,
  Query,
  RecapAuction,
  RecapToken,
  Recapitalisation,
  Reconciliation,
  Redistribution,
  ReinsuranceBasis,
  ReinsuranceLayer,
  ReinsuranceReport,
  Resources,
  ResponseLatency,
  Series,
  SeriesMetric,
  SeriesPoint,
  SharedCapitalReport,
  SharedPool,
  SharedTail,
  SkippedEvent,
  SocialisedLoss,
  SocialisedLossEvent,
  Solvency,
  StakeDraw,
  StakeDrawReport,
  Stress,
  StressEpisode,
  StressEpisodeConnection,
  StressNotEvaluated,
  StressReference,
  SurplusRatio,
  SystemicStress,
  ValueLeakage,
  ValueLeakageReport,
  ValuedAmount,
  Waterfall,
  WaterfallLayer,
};
