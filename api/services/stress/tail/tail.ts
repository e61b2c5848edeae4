import type { Bucket } from "../../../domain/bucket.ts";
import type { CanonicalValue } from "../../../domain/canonical-json.ts";
import { InvalidRequestError } from "../../../domain/errors.ts";
import { lazily } from "../../../domain/lazily.ts";
import type { MetricDefinition } from "../../../domain/metric-definition.ts";
import { SERIES_METRICS } from "../../../solvency/series-metrics.ts";
import type { BootstrapKind } from "../../../stats/bootstrap-interval.ts";
import { twoSidedTail } from "../../../stats/two-sided-tail.ts";
import {
  DEFAULT_DECAYS,
  type TailMethod,
  type TailQuestion,
  type TailRisk,
} from "../../../stress/tail/tail-question.ts";
import { tailRisk } from "../../../stress/tail/tail-risk.ts";
import { TAIL_RISK } from "../../../stress/tail/tail-risk-metric.ts";
import {
  type TailSample,
  type TailSide,
  type TailTransform,
  tailSample,
} from "../../../stress/tail/tail-sample.ts";
import type { LedgerSession } from "../../ledger-session.ts";
import type { Provenance } from "../../provenance.ts";
import type { ViewRequest } from "../../resolve-view.ts";
import { loadSample, type Sample } from "../../samples/load-sample.ts";
import type { SeriesPorts } from "../../series/series-ports.ts";
import { readLevel } from "./read-level.ts";
import { type ResamplesOf, resamplesFor } from "./resamples.ts";
import { sampleSpan } from "./sample-span.ts";

/** What a request for the tail of a series may say. */
export type TailRequest = ViewRequest & {
  readonly metric: string;
  readonly subject: string;
  readonly asset?: string | null | undefined;
  readonly bucket: Bucket;
  readonly from?: bigint | null | undefined;
  readonly windowDays: number;
  readonly maxPriceAgeSeconds?: number | null | undefined;
  readonly transform: TailTransform;
  readonly side?: TailSide | null | undefined;
  readonly alpha: string;
  readonly horizon: number;
  readonly method: TailMethod;
  readonly decay?: number | null | undefined;
  readonly threshold?: number | null | undefined;
  readonly confidence: number;
  readonly seed: bigint;
  readonly resamples?: number | null | undefined;
  readonly interval: BootstrapKind;
};

/** A sample and what is asked of it; its parts are computed when they are asked for. */
export type TailAnswer = {
  readonly series: MetricDefinition;
  readonly sample: Sample;
  readonly losses: TailSample;
  readonly question: TailQuestion;
  /** VaR and ES, computed when they are first asked for. */
  readonly risk: () => TailRisk;
  readonly provenance: Provenance;
  /** States where a part of the answer comes from, with its own metric and arguments. */
  readonly provenanceOf: (
    metric: string,
    args: Readonly<Record<string, CanonicalValue>>,
  ) => Promise<Provenance>;
};

/**
 * Loads the sample of a series and reads the question about its tail.
 *
 * @param resamplesOf - Decides how often a sample is resampled; as far as one can wait unless told.
 * @throws {InvalidRequestError} when the metric, subject, span or a setting is not as it must be; the message says how.
 * @throws {UnknownEntityError} when the ledger does not know the subject.
 */
export async function loadTail(
  session: LedgerSession,
  ports: SeriesPorts,
  request: TailRequest,
  resamplesOf: ResamplesOf = resamplesFor,
): Promise<TailAnswer> {
  const view = await session.view(request);
  const { metric, subject, asset = null, maxPriceAgeSeconds } = request;
  const span = sampleSpan(view, request);
  const sample = await loadSample(session, ports, view, {
    metric,
    subject,
    asset,
    maxPriceAgeSeconds,
    ...span,
  });
  const { transform, horizon } = request;
  const side = request.side ?? (transform === "LEVEL" ? "RISE" : "FALL");
  const losses = tailSample({ values: sample.values, transform, side, horizon });
  const question = questionOf(request, losses, resamplesOf);
  const params = paramsOf(request, { from: span.from, side, question });
  const present = sample.values.filter((value) => value !== null).length;
  const provenanceOf: TailAnswer["provenanceOf"] = (id, args) =>
    session.provenance(view, {
      ...{ metric: id, params: { ...params, ...args } },
      completeness: { required: sample.values.length, present },
    });
  return {
    ...{ sample, losses, question },
    risk: lazily(() => tailRisk(question)),
    series: definitionOf(metric),
    provenance: await provenanceOf(TAIL_RISK.id, {}),
    provenanceOf,
  };
}

function questionOf(request: TailRequest, { present }: TailSample, resamplesOf: ResamplesOf): TailQuestion {
  const { method, transform, horizon, confidence, seed, interval, threshold = null } = request;
  twoSidedTail(confidence);
  const decay = request.decay ?? DEFAULT_DECAYS[method];
  if (!(decay > 0 && decay < 1)) {
    throw new InvalidRequestError(`Expected a decay inside (0, 1), got ${decay}.`);
  }
  return {
    ...{ losses: present, method, horizon, confidence, seed, interval, threshold, decay },
    level: readLevel(request.alpha),
    isChange: transform === "RETURN" || transform === "LOSS",
    resamples: resamplesOf(present.length, request.resamples),
  };
}

/** Everything that the answer depends on, in one form whatever was left out. */
function paramsOf(
  request: TailRequest,
  {
    from,
    side,
    question,
  }: { readonly from: bigint; readonly side: TailSide; readonly question: TailQuestion },
) {
  const { metric, subject, asset = null, bucket, transform, maxPriceAgeSeconds = null } = request;
  const { losses: _, level, ...settings } = question;
  const alpha = `${level.numerator}/${level.denominator}`;
  return { metric, subject, asset, bucket, transform, maxPriceAgeSeconds, from, side, alpha, ...settings };
}

function definitionOf(metric: string): MetricDefinition {
  const found = SERIES_METRICS.find(({ definition }) => definition.id === metric);
  if (found === undefined) throw new InvalidRequestError(`Expected a metric of a series, got "${metric}".`);
  return found.definition;
}
