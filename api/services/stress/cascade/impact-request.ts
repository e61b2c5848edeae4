import { InvalidRequestError } from "../../../domain/errors.ts";
import type { DepthPoint, ImpactModel } from "../../../stress/cascade/price-impact.ts";

/** A price impact as a request states it; which fields count depends on the model. */
export type ImpactRequest = {
  readonly model: ImpactModel["kind"];
  readonly perUnit?: number | null | undefined;
  readonly mostFall?: number | null | undefined;
  readonly reserve?: number | null | undefined;
  readonly feePpm?: number | null | undefined;
  readonly scale?: number | null | undefined;
  readonly dailyVolatility?: number | null | undefined;
  readonly dailyVolume?: number | null | undefined;
  readonly points?: readonly DepthPoint[] | null | undefined;
};

const MOST_POINTS = 200;
const MOST_FALL = 0.99;

/**
 * Makes the impact model that a request states.
 *
 * @returns Null when none is stated.
 * @throws {InvalidRequestError} when a field that the model needs is missing.
 */
export function impactOf(request: ImpactRequest | null | undefined): ImpactModel | null {
  if (request == null) return null;
  const { model } = request;
  if (model === "LINEAR") {
    return { kind: model, perUnit: needed(request, "perUnit"), most: request.mostFall ?? MOST_FALL };
  }
  if (model === "CONSTANT_PRODUCT") {
    return { kind: model, reserve: needed(request, "reserve"), feePpm: request.feePpm ?? 0 };
  }
  if (model === "SQUARE_ROOT") {
    return {
      kind: model,
      scale: request.scale ?? 1,
      dailyVolatility: needed(request, "dailyVolatility"),
      dailyVolume: needed(request, "dailyVolume"),
    };
  }
  const points = request.points ?? [];
  if (points.length === 0 || points.length > MOST_POINTS) {
    throw new InvalidRequestError(`Expected 1 to ${MOST_POINTS} points of a CURVE, got ${points.length}.`);
  }
  return { kind: model, points: points.map(({ units, fall }) => ({ units, fall })) };
}

function needed(
  request: ImpactRequest,
  field: "perUnit" | "reserve" | "dailyVolatility" | "dailyVolume",
): number {
  const value = request[field];
  if (value != null) return value;
  throw new InvalidRequestError(`Expected \`${field}\` for the impact model ${request.model}.`);
}
