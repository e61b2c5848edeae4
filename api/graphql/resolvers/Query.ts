import type { QueryResolvers } from "../../generated/resolvers.ts";
import { loadAuctionRecovery } from "../../services/auction-recovery.ts";
import { loadBadDebt } from "../../services/bad-debt.ts";
import { loadExerciseStatistics } from "../../services/exercise-statistics.ts";
import { listJobs } from "../../services/jobs/list-jobs.ts";
import { METRIC_CATALOGUE } from "../../services/metric-catalogue.ts";
import { loadExerciseAnalytics } from "../../services/options/exercise-analytics.ts";
import { loadOptionBook } from "../../services/options/option-book.ts";
import { loadReconciliations } from "../../services/reconciliations.ts";
import { loadSeries } from "../../services/series/load-series.ts";
import { loadSolvency } from "../../services/solvency.ts";
import { loadNamedEpisodes } from "../../services/stress/episodes/named-stress-episodes.ts";
import { loadStressEpisode, loadStressEpisodes } from "../../services/stress/episodes/stress-episodes.ts";
import { loadReplay } from "../../services/stress/replay/load-replay.ts";
import { loadTail } from "../../services/stress/tail/tail.ts";
import { SERIES_METRICS } from "../../solvency/series-metrics.ts";

/** Root fields: each hands its arguments to one service. */
export const Query: QueryResolvers = {
  _meta: (_, __, { loadMeta }) => loadMeta(),
  metrics: () => [...METRIC_CATALOGUE],
  protocols: (_, args, { session }) => session.list("protocol", args),
  markets: (_, args, { session }) => session.list("market", args),
  backstops: (_, args, { session }) => session.list("backstop", args),
  balances: (_, args, { session }) => session.list("backstopBalance", args),
  fundFlows: (_, args, { session }) => session.list("fundFlow", args),
  liquidations: (_, args, { session }) => session.list("liquidation", args),
  lossAllocations: (_, args, { session }) => session.list("lossAllocation", args),
  deficits: (_, args, { session }) => session.list("deficit", args),
  positions: (_, args, { session }) => session.list("position", args),
  deficitChanges: (_, args, { session }) => session.list("deficitChange", args),
  auctions: (_, args, { session }) => session.list("auction", args),
  auctionEvents: (_, args, { session }) => session.list("auctionEvent", args),
  optionSeries: (_, args, { session }) => session.list("optionSeries", args),
  optionTrades: (_, args, { session }) => session.list("optionTrade", args),
  optionExercises: (_, args, { session }) => session.list("optionExercise", args),
  priceObservations: (_, args, { session }) => session.list("priceObservation", args),
  reconciliations: (_, args, context) => loadReconciliations(context.reconciliations, args),
  skippedEvents: (_, args, { session }) => session.list("skippedEvent", args),
  auctionRecovery: (_, { filter, ...request }, { session }) =>
    loadAuctionRecovery(session, { ...request, filter: filter ?? {} }),
  badDebt: (_, { filter, ...request }, { session }) =>
    loadBadDebt(session, { ...request, filter: filter ?? {} }),
  series: (_, args, { session, series }) => loadSeries(session, series, args),
  job: (_, { id }, { jobs }) => jobs.find(id),
  jobs: (_, args, { jobs }) => listJobs(jobs, args),
  seriesMetrics: () => [...SERIES_METRICS],
  solvency: (_, args, { session }) => loadSolvency(session, args),
  stress: (_, args, { session }) => loadSolvency(session, args),
  replay: (_, args, { session }) => loadReplay(session, args),
  tail: (_, args, { session, series }) => loadTail(session, series, args),
  stressEpisodes: (_, args, { session, series }) => loadStressEpisodes(session, series, args),
  stressEpisode: (_, args, { session, series }) => loadStressEpisode(session, series, args),
  namedStressEpisodes: (_, args, { session, series }) => loadNamedEpisodes(session, series, args),
  optionBook: (_, args, { session }) => loadOptionBook(session, args),
  exerciseAnalytics: (_, { filter, ...request }, { session }) =>
    loadExerciseAnalytics(session, { ...request, filter: filter ?? {} }),
  exerciseStatistics: (_, { filter, ...request }, { session }) =>
    loadExerciseStatistics(session, { ...request, filter: filter ?? {} }),
};
