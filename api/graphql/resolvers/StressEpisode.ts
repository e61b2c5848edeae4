import type { StressEpisodeResolvers } from "../../generated/resolvers.ts";
import { slugOf } from "../../services/stress/episodes/episode-list.ts";
import { PARAMETERS_HASH } from "../../services/stress/episodes/load-episodes.ts";
import { namesOf } from "../../stress/episodes/named-episodes.ts";
import { comparableStress } from "../comparable-stress.ts";
import { lookUp, lookUpOptional } from "../look-up.ts";
import { seconds, secondsOrNull } from "../seconds.ts";

/** Fields of `StressEpisode` that are not plain properties of its parent. */
export const StressEpisode: StressEpisodeResolvers = {
  id: ({ episode }) => episode.id,
  protocol: ({ episode, list }, _, context) => lookUp(context, "protocol", list, episode.scope.protocol),
  trigger: ({ episode }) => episode.scope.trigger,
  conditions: ({ episode }) => [...episode.conditions],
  subject: ({ episode }) => episode.scope.subject,
  subjectKind: ({ episode }) => episode.scope.subjectKind,
  asset: ({ episode, list }, _, context) => lookUpOptional(context, "asset", list, episode.scope.asset),
  phase: ({ episode }) => episode.phase,
  start: ({ episode }) => seconds(episode.start),
  onset: ({ episode }) => seconds(episode.onset),
  knownAt: ({ episode }) => seconds(episode.knownAt),
  peak: ({ episode }) => seconds(episode.peak),
  trough: ({ episode }) => seconds(episode.trough),
  end: ({ episode }) => secondsOrNull(episode.end),
  recovery: ({ episode }) => secondsOrNull(episode.recovery),
  timeToRecover: ({ episode }) => secondsOrNull(episode.timeToRecover),
  startValue: ({ episode }) => episode.startValue,
  troughValue: ({ episode }) => episode.troughValue,
  drawdown: ({ episode }) => episode.drawdown,
  isSevere: ({ episode }) => episode.isSevere,
  rankAtOnset: ({ episode }) => episode.rank,
  parametersHash: () => PARAMETERS_HASH,
  liquidations: ({ facts, list }) => facts.liquidations.map((row) => ({ ...row, view: list.view })),
  lossesByLayer: ({ facts, list }) => facts.lossesByLayer.map((row) => ({ ...row, view: list.view })),
  badDebt: ({ facts, list }) => facts.badDebt.map((row) => ({ ...row, view: list.view })),
  deleveraging: ({ facts, list }) => facts.deleveraging.map((row) => ({ ...row, view: list.view })),
  runOff: ({ facts, list }) => facts.runOff.map((row) => ({ ...row, view: list.view })),
  oracleMaxAgeSeconds: ({ facts }) =>
    facts.oracleAges.reduce<bigint | null>(
      (oldest, { maxAge }) => (oldest === null || maxAge > oldest ? maxAge : oldest),
      null,
    ),
  systemic: ({ episode, list }) => {
    const group = list.systemicOf.get(episode.id);
    return group === undefined ? null : { group, list };
  },
  named: ({ episode, list }) => namesOf(episode, slugOf(list, episode), list.at),
  comparable: (parent, { first }) => comparableStress(parent, first ?? 5),
};
