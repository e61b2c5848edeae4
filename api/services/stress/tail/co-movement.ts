import type { Bucket } from "../../../domain/bucket.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { twoSidedTail } from "../../../stats/two-sided-tail.ts";
import { CO_MOVEMENT, type CoMovement, coMovement } from "../../../stress/tail/co-movement.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import { loadSample } from "../../samples/load-sample.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import type { SolvencyScope } from "../../solvency.ts";
import { readLevel } from "./read-level.ts";
import { resamplesFor } from "./resamples.ts";
import { sampleSpan } from "./sample-span.ts";

/** What a request for the metric may say. */
export type CoMovementArguments = {
  readonly asset: string;
  readonly backstop?: string | null | undefined;
  readonly bucket: Bucket;
  readonly windowDays: number;
  readonly horizon: number;
  readonly share: string;
  readonly distance: number;
  readonly confidence: number;
  readonly seed: bigint;
  readonly resamples?: number | null | undefined;
};

/** The metric with its unit and provenance. */
export type CoMovementAnswer = CoMovement & { readonly unit: string | null; readonly provenance: Provenance };

const MOST_DISTANCE = 3;
/** Work of a resample, in draws: values are copied and ranked anew. */
const DRAWS_PER_VALUE = 8;

/**
 * Measures how a protocol's fund and the price of an asset move together.
 *
 * @throws {InvalidRequestError} when an argument is out of range, or the asset is none of the protocol's.
 * @throws {UnknownEntityError} when the ledger does not know the backstop.
 */
export async function loadCoMovement(
  session: LedgerSession,
  ports: SeriesPorts,
  { view, book, maxPriceAge }: SolvencyScope,
  args: CoMovementArguments,
): Promise<CoMovementAnswer> {
  checkArguments(args);
  const span = sampleSpan(view, args);
  const maxPriceAgeSeconds = maxPriceAge === null ? null : Number(maxPriceAge);
  const subject = args.backstop ?? book.protocol.id;
  const common = { ...span, maxPriceAgeSeconds };
  const fund = await loadSample(session, ports, view, {
    ...common,
    metric: "resources",
    subject,
    asset: null,
  });
  const price = { ...common, metric: "price", subject: book.protocol.id, asset: args.asset };
  const market = await loadSample(session, ports, view, price);
  const share = readLevel(args.share);
  const { horizon, distance, confidence, seed } = args;
  const pairs = Math.ceil(market.values.length / horizon);
  const resamples = resamplesFor(pairs * DRAWS_PER_VALUE, args.resamples);
  const both = market.values.filter((value, i) => value !== null && fund.values[i] != null).length;
  return {
    ...coMovement({
      ...{ fund: fund.values, market: market.values },
      ...{ horizon, share, distance, confidence, seed, resamples },
    }),
    unit: fund.unit,
    provenance: await session.provenance(view, {
      metric: CO_MOVEMENT.id,
      params: {
        ...{ protocol: book.protocol.slug, subject, asset: args.asset, maxPriceAgeSeconds, resamples },
        ...{ from: span.from, bucket: span.bucket, horizon, distance, confidence, seed },
        share: `${share.numerator}/${share.denominator}`,
      },
      completeness: { required: market.values.length, present: both },
    }),
  };
}

function checkArguments({ horizon, distance, confidence }: CoMovementArguments): void {
  twoSidedTail(confidence);
  if (horizon >= 1 && distance >= 0 && distance <= MOST_DISTANCE) return;
  throw new InvalidRequestError(
    `Expected a horizon from 1 on and a distance of 0 to ${MOST_DISTANCE}, got ${horizon} and ${distance}.`,
  );
}
