import type { Bucket, TimeSpan } from "../../domain/bucket.ts";
import { compareRational } from "../../domain/rational.ts";
import type { Worth } from "../../domain/worth.ts";
import type { BookStep } from "./book-change.ts";
import type { BookFold } from "./book-fold.ts";
import { nextExpiry } from "./next-expiry.ts";
import { HeldValues } from "./roll-up.ts";
import type { Segment } from "./segment.ts";
import {
  type LevelMetric,
  type RollUp,
  readLevel,
  type SeriesParams,
  type Subject,
} from "./series-metric.ts";
import type { PointBlock, SeriesPoint } from "./series-point.ts";

/** What a level is read from, and how. */
export type LevelWalk = {
  readonly metric: LevelMetric;
  readonly subject: Subject;
  readonly params: SeriesParams;
  readonly bucket: Bucket;
  readonly rollUp: RollUp;
  readonly fold: BookFold;
  /** Last second that is known. */
  readonly now: bigint;
};

/**
 * Follows a level through its facts, one segment after another.
 *
 * @param spans - The segments, in order, without gaps.
 * @param steps - What happened from the first span on, in order.
 */
export async function* levelSegments(
  walk: LevelWalk,
  spans: readonly TimeSpan[],
  steps: AsyncIterable<BookStep>,
): AsyncGenerator<Segment> {
  const rest = steps[Symbol.asyncIterator]();
  let next = await rest.next();
  for (const span of spans) {
    const builder = builderOf(walk, span);
    while (next.done !== true && next.value.timestamp < span.to) {
      builder.step(next.value);
      next = await rest.next();
    }
    const end = span.to > walk.now ? walk.now + 1n : span.to;
    yield { start: span.from, points: builder.close(end) };
  }
}

/** Makes the points of one segment. */
interface Builder {
  /** Takes what happened next. */
  step(step: BookStep): void;
  /** Gives the points. */
  close(end: bigint): SeriesPoint[];
}

function builderOf(walk: LevelWalk, span: TimeSpan): Builder {
  if (walk.bucket === "BLOCK") return new BlockPoints(walk);
  if (walk.rollUp === "FIRST" || walk.rollUp === "LAST") return new InstantPoint(walk, span);
  return new HeldPoint(walk, span);
}

/** Counts the facts of a bucket that the metric reads. */
class FactCount {
  facts = 0n;
  block: PointBlock | null = null;
  readonly #readsOnlyPrices: boolean;

  constructor({ metric, params }: LevelWalk) {
    this.#readsOnlyPrices = metric.parts(params).every((part) => part === "prices");
  }

  /** Prices of assets that are not held yet are read, too, so prices count only where nothing else is read. */
  add({ changes }: BookStep): void {
    for (const { part, facts, blockNumber, blockHash } of changes) {
      if (part === "prices" && !this.#readsOnlyPrices) continue;
      this.facts += facts;
      if (this.block === null || blockNumber >= this.block.number)
        this.block = { number: blockNumber, hash: blockHash };
    }
  }
}

/** The value at the first or at the last second. */
class InstantPoint implements Builder {
  readonly #walk: LevelWalk;
  readonly #span: TimeSpan;
  readonly #count: FactCount;
  #first: Worth | null = null;

  constructor(walk: LevelWalk, span: TimeSpan) {
    this.#walk = walk;
    this.#span = span;
    this.#count = new FactCount(walk);
  }

  step(step: BookStep): void {
    if (step.timestamp > this.#span.from) this.#readFirst();
    this.#count.add(step);
    this.#walk.fold.apply(step.changes);
  }

  close(end: bigint): SeriesPoint[] {
    this.#readFirst();
    return [pointOf(this.#first ?? read(this.#walk, end - 1n), this.#span, this.#count)];
  }

  #readFirst(): void {
    if (this.#walk.rollUp === "FIRST") this.#first ??= read(this.#walk, this.#span.from);
  }
}

/** One value of all that held. */
class HeldPoint implements Builder {
  readonly #walk: LevelWalk;
  readonly #span: TimeSpan;
  readonly #count: FactCount;
  readonly #held: HeldValues;
  #time: bigint;

  constructor(walk: LevelWalk, span: TimeSpan) {
    const { metric, params, rollUp } = walk;
    this.#walk = walk;
    this.#span = span;
    this.#count = new FactCount(walk);
    this.#held = new HeldValues(rollUp === "MIN" || rollUp === "MAX" ? rollUp : "TWAP", metric.unit(params));
    this.#time = span.from;
  }

  step(step: BookStep): void {
    this.#holdUntil(step.timestamp);
    this.#count.add(step);
    this.#walk.fold.apply(step.changes);
  }

  close(end: bigint): SeriesPoint[] {
    this.#holdUntil(end);
    return [pointOf(this.#held.result(), this.#span, this.#count)];
  }

  /** Between facts, a value changes when a price becomes too old and when a thing is first known. */
  #holdUntil(end: bigint): void {
    const { fold, params } = this.#walk;
    while (this.#time < end) {
      const changes = [nextExpiry(fold.feeds, this.#time, params.maxPriceAge), fold.nextBirth(this.#time)];
      const next = changes.reduce<bigint>((a, b) => (b !== null && b < a ? b : a), end);
      this.#held.add(read(this.#walk, this.#time), next - this.#time);
      this.#time = next;
    }
  }
}

/** The value after each block that changed it. */
class BlockPoints implements Builder {
  readonly #walk: LevelWalk;
  readonly #points: SeriesPoint[] = [];

  constructor(walk: LevelWalk) {
    this.#walk = walk;
  }

  step(step: BookStep): void {
    const { timestamp, changes } = step;
    const count = new FactCount(this.#walk);
    count.add(step);
    const before = count.facts === 0n ? read(this.#walk, timestamp) : null;
    this.#walk.fold.apply(changes);
    const after = read(this.#walk, timestamp);
    if (before !== null && isSame(before, after)) return;
    const block = count.block ?? { number: step.blockNumber, hash: step.blockHash };
    const { facts } = count;
    this.#points.push(pointOf(after, { from: timestamp, to: timestamp }, { facts, block }));
  }

  close(): SeriesPoint[] {
    return this.#points;
  }
}

function read({ metric, subject, params, fold }: LevelWalk, time: bigint): Worth {
  return readLevel(metric, fold.at(time), { subject, params });
}

function isSame(a: Worth, b: Worth): boolean {
  if (a.status !== b.status || a.amount === null || b.amount === null)
    return a.status === b.status && a.amount === b.amount;
  return compareRational(a.amount, b.amount) === 0;
}

function pointOf(
  { amount, status, reason }: Worth,
  { from, to }: TimeSpan,
  { facts, block }: Pick<FactCount, "facts" | "block">,
): SeriesPoint {
  return { from, to, value: amount, status, reason, facts, block };
}
