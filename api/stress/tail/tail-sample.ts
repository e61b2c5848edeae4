import { InvalidRequestError } from "../../domain/errors.ts";
import { drawdownPath } from "../../stats/drawdown-path.ts";
import { logChange } from "./log-change.ts";

/** What of a series counts as a loss. */
export type TailTransform = "RETURN" | "LOSS" | "DRAWDOWN" | "LEVEL";

/** Which direction hurts. */
export type TailSide = "FALL" | "RISE";

/** Values of a series and how they become losses; structured-cloneable. */
export type TailSampleInput = {
  /** One for each bucket in time order; null where the series has none. */
  readonly values: readonly (number | null)[];
  readonly transform: TailTransform;
  readonly side: TailSide;
  /** Buckets between the two values of a change, at least 1; 1 unless the transform is a change. */
  readonly horizon: number;
};

/** Losses in time order, positive = bad. */
export type TailSample = {
  /** As many as values; null where an end of the change is missing, or a logarithm does not exist. */
  readonly losses: readonly (number | null)[];
  /** The same without the gaps. */
  readonly present: readonly number[];
};

/**
 * Makes losses of a series: of RETURN −ln(v_t/v_{t−h}), of LOSS v_{t−h} − v_t, of DRAWDOWN 1 − v_t/max_{s≤t} v_s, of LEVEL the value
 * itself, with the sign turned for the side that does not hurt. A loss belongs to the bucket at its end. Nothing is filled in:
 * a change over a gap between its two ends is a loss, one with a missing end is not.
 *
 * @returns RETURN and DRAWDOWN without unit, the others in the unit of the series.
 * @throws {InvalidRequestError} when the horizon is not a whole number from 1 on, or a transform that is no change is given one, or a
 *   drawdown of a series that rises to hurt.
 * @example tailSample({ values: [100, 90], transform: "LOSS", side: "FALL", horizon: 1 }).present // [10]
 */
export function tailSample(input: TailSampleInput): TailSample {
  checkSample(input);
  const losses = lossesOf(input);
  return { losses, present: losses.filter((loss) => loss !== null) };
}

function checkSample({ transform, side, horizon }: TailSampleInput): void {
  const isChange = transform === "RETURN" || transform === "LOSS";
  if (!(Number.isInteger(horizon) && horizon >= 1) || (horizon > 1 && !isChange)) {
    throw new InvalidRequestError(
      `Expected a horizon of whole buckets from 1 on, and 1 for DRAWDOWN and LEVEL, got ${horizon} for ${transform}.`,
    );
  }
  if (transform === "DRAWDOWN" && side === "RISE") {
    throw new InvalidRequestError("Expected side FALL with DRAWDOWN: a drawdown is a fall.");
  }
}

function lossesOf({ values, transform, side, horizon }: TailSampleInput): (number | null)[] {
  if (transform === "DRAWDOWN") return drawdowns(values);
  const sign = side === "RISE" ? 1 : -1;
  if (transform === "LEVEL") return values.map((value) => (value === null ? null : sign * value));
  return values.map((value, at) => {
    const before = values[at - horizon] ?? null;
    return value === null || before === null ? null : change(transform, sign, before, value);
  });
}

/** A signed change; null where a return has no logarithm. Positive zero for no change. */
function change(transform: "RETURN" | "LOSS", sign: number, before: number, value: number): number | null {
  if (transform === "LOSS") return sign * (value - before) + 0;
  const found = logChange(before, value);
  return found === null ? null : sign * found + 0;
}

/** Drawdowns of the values that are there; none below a negative value, where a share has no meaning. */
function drawdowns(values: readonly (number | null)[]): (number | null)[] {
  const present = values.filter((value) => value !== null);
  if (present.some((value) => value < 0)) return values.map(() => null);
  const falls = drawdownPath(present, "relative")[Symbol.iterator]();
  return values.map((value) => (value === null ? null : (falls.next().value as number)));
}
