/** What counts as stress and how an episode is dated. Times in seconds; every field is part of an episode's parameter hash. */
export type EpisodeParameters = {
  /** Version of this set (SemVer). */
  readonly version: string;
  /** Length of a bucket. */
  readonly bucketSeconds: number;
  /** Buckets in a row in which one condition must hold. */
  readonly onsetBuckets: number;
  /** A condition goes off below this share of the threshold at which it goes on. */
  readonly offShare: number;
  /** How far before the onset its start is looked for. */
  readonly startSeconds: number;
  /** Time without any condition after which an episode is over. */
  readonly quietSeconds: number;
  /** A gap between two episodes of one scope below which they are one. */
  readonly mergeSeconds: number;
  /** Share of the fall that may be missing at the recovery. */
  readonly recoveryGap: number;
  /** How long a recovery must hold. */
  readonly recoverySeconds: number;
  /** Time after the trough from which on a missing recovery is called UNRECOVERED. */
  readonly unrecoveredSeconds: number;
  /** Values that a quantile needs, as time. */
  readonly burnInSeconds: number;
  /** Window of the quantiles. */
  readonly quantileSeconds: number;
  /** Span of a return, of outflows and of created bad debt. */
  readonly changeSeconds: number;
  /** (a) Fall of the collateral's price, simple return, positive. */
  readonly priceFall: number;
  /** (a) Probability of the quantile of returns. */
  readonly priceQuantile: number;
  /** (b) Distance from the peg. */
  readonly pegDistance: number;
  /** (b) Distance from which on a depeg is severe. */
  readonly severePegDistance: number;
  /** (b) and (e) How long a peg, or utilisation, must be beyond its threshold. */
  readonly sustainedSeconds: number;
  /** (c) Span over which liquidations are added. */
  readonly liquidationSeconds: number;
  /** (c) Probability of the quantile of liquidations. */
  readonly liquidationQuantile: number;
  /** (c) Multiple of the median. */
  readonly liquidationMultiple: number;
  /** (c) Window of the median. */
  readonly medianSeconds: number;
  /** (d) Bad debt created, share of debt. */
  readonly badDebtShare: number;
  /** (d) How long a draw, a deleveraging, a socialised loss or a recapitalisation counts. */
  readonly lossEventSeconds: number;
  /** (e) Net outflow, share of claims. */
  readonly outflowShare: number;
  /** (e) Utilisation. */
  readonly utilisation: number;
  /** (f) Age of a price, multiple of the feed's heartbeat. */
  readonly oracleHeartbeats: number;
  /** (h) Composite stress index. */
  readonly stressIndex: number;
  /** Overlap from which on episodes are linked, share of the shorter. */
  readonly linkShare: number;
  /** Protocols, or else triggers, that linked episodes must have to be systemic. */
  readonly systemicProtocols: number;
  readonly systemicTriggers: number;
};

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** The parameters in force. They are data: a change is a new version and shows in every episode. @see metrics.md 4.3 */
export const EPISODE_PARAMETERS: EpisodeParameters = {
  version: "1.0.0",
  bucketSeconds: 5 * MINUTE,
  onsetBuckets: 2,
  offShare: 0.8,
  startSeconds: 72 * HOUR,
  quietSeconds: DAY,
  mergeSeconds: DAY,
  recoveryGap: 0.1,
  recoverySeconds: DAY,
  unrecoveredSeconds: 365 * DAY,
  burnInSeconds: 90 * DAY,
  quantileSeconds: 365 * DAY,
  changeSeconds: DAY,
  priceFall: 0.15,
  priceQuantile: 0.01,
  pegDistance: 0.005,
  severePegDistance: 0.03,
  sustainedSeconds: 30 * MINUTE,
  liquidationSeconds: HOUR,
  liquidationQuantile: 0.995,
  liquidationMultiple: 10,
  medianSeconds: 30 * DAY,
  badDebtShare: 0.0001,
  lossEventSeconds: HOUR,
  outflowShare: 0.05,
  utilisation: 0.99,
  oracleHeartbeats: 2,
  stressIndex: 0.9,
  linkShare: 0.5,
  systemicProtocols: 3,
  systemicTriggers: 2,
};

/** Whole buckets of a span, at least one. */
export function bucketsIn(seconds: number, { bucketSeconds }: EpisodeParameters): number {
  return Math.max(1, Math.round(seconds / bucketSeconds));
}
