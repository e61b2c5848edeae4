import type { Bucket } from "../../../domain/bucket.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { missingEstimate } from "../../../stats/estimate.ts";
import { twoSidedTail } from "../../../stats/two-sided-tail.ts";
import { jointChanges } from "../../../stress/tail/joint-changes.ts";
import {
  type ChangePairs,
  deltaCovar,
  JOINT_TAIL,
  type JointTailSettings,
  systemicShortfall,
  turbulenceReading,
} from "../../../stress/tail/joint-tail.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import { loadSample, type Sample } from "../../samples/load-sample.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { readLevel } from "./read-level.ts";
import { resamplesFor } from "./resamples.ts";
import { sampleSpan } from "./sample-span.ts";

/** What a request for the metric may say. */
export type JointTailArguments = {
  readonly asset: string;
  readonly assets?: readonly string[] | null | undefined;
  readonly bucket: Bucket;
  readonly windowDays: number;
  readonly share: string;
  readonly capitalRatio: number;
  readonly confidence: number;
  readonly seed: bigint;
  readonly resamples?: number | null | undefined;
};

/** What the fields of the metric are computed from. */
export type JointTailAnswer = {
  /** x is the fund's, y the market's. */
  readonly pairs: ChangePairs;
  readonly settings: JointTailSettings & { readonly capitalRatio: number };
  readonly isDaily: boolean;
  /** Last values in US dollars; null where they are not known. */
  readonly sheet: { readonly debt: number | null; readonly resources: number | null };
  /** Joint changes of the assets by time. */
  readonly rows: readonly (readonly number[])[];
  readonly provenance: Provenance;
};

const MOST_ASSETS = 16;
/** Work of a resample, in draws: each is a regression. */
const DRAWS_PER_VALUE = 20;

/**
 * Loads what the joint tail of a protocol's fund and the price of an asset is computed from.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or an asset is none of the protocol's.
 */
export async function loadJointTail(
  session: LedgerSession,
  ports: SeriesPorts,
  { view, book, maxPriceAge }: SolvencyScope,
  args: JointTailArguments,
): Promise<JointTailAnswer> {
  const span = sampleSpan(view, args);
  const collateral = book.markets.map(({ collateralAsset }) => collateralAsset).filter((id) => id !== null);
  const assets = [...new Set(args.assets ?? collateral)].sort();
  checkArguments(args, assets);
  const maxPriceAgeSeconds = maxPriceAge === null ? null : Number(maxPriceAge);
  const load = (metric: string, asset: string | null): Promise<Sample> =>
    loadSample(session, ports, view, {
      ...{ ...span, metric, subject: book.protocol.id, asset, maxPriceAgeSeconds },
    });
  const fund = await load("resources", null);
  const debt = await load("debt", null);
  const market = await load("price", args.asset);
  const prices: (readonly (number | null)[])[] = [];
  for (const asset of assets) prices.push((await load("price", asset)).values);
  const both = jointChanges([fund.values, market.values]);
  const { capitalRatio, confidence, seed, bucket } = args;
  const share = readLevel(args.share);
  const resamples = resamplesFor(both.length * DRAWS_PER_VALUE, args.resamples);
  return {
    pairs: { x: both.map(([x]) => x as number), y: both.map(([, y]) => y as number) },
    settings: { share, confidence, seed, resamples, capitalRatio },
    isDaily: bucket === "DAY",
    sheet: { debt: debt.values.at(-1) ?? null, resources: fund.values.at(-1) ?? null },
    rows: jointChanges(prices),
    provenance: await session.provenance(view, {
      metric: JOINT_TAIL.id,
      params: {
        ...{ protocol: book.protocol.slug, asset: args.asset, assets, maxPriceAgeSeconds, resamples },
        ...{ from: span.from, bucket, capitalRatio, confidence, seed },
        share: `${share.numerator}/${share.denominator}`,
      },
      completeness: {
        required: market.values.length,
        present: market.values.filter((value, i) => value !== null && fund.values[i] != null).length,
      },
    }),
  };
}

function checkArguments({ capitalRatio, confidence }: JointTailArguments, assets: readonly string[]): void {
  twoSidedTail(confidence);
  if (assets.length <= MOST_ASSETS && capitalRatio > 0 && capitalRatio < 1) return;
  throw new InvalidRequestError(
    `Expected at most ${MOST_ASSETS} assets and a capitalRatio inside (0, 1), got ${assets.length} and ${capitalRatio}.`,
  );
}

/** The fields of the metric, each computed when it is asked for. */
export const JOINT_TAIL_FIELDS = {
  deltaCovar: ({ pairs, settings }: JointTailAnswer) => deltaCovar(pairs, settings),
  exposureDeltaCovar: ({ pairs: { x, y }, settings }: JointTailAnswer) =>
    deltaCovar({ x: y, y: x }, settings),
  systemicShortfall: ({ pairs, settings, sheet, isDaily }: JointTailAnswer) =>
    isDaily
      ? systemicShortfall(pairs, sheet, settings)
      : missingEstimate("NOT_APPLICABLE", "It is defined on daily changes.", {
          n: pairs.x.length,
          method: "SRISK",
        }),
  turbulence: ({ rows }: JointTailAnswer) => turbulenceReading(rows).value,
  turbulenceChance: ({ rows }: JointTailAnswer) => turbulenceReading(rows).chance,
} as const;
