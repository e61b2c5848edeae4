import type { Bucket } from "../../domain/bucket.ts";
import type { MetricDefinition } from "../../domain/metric-definition.ts";
import { missingWorth, type Worth } from "../../domain/worth.ts";
import type { Book } from "../book.ts";
import { CURRENCY } from "../price-board.ts";
import type { BookPart } from "./book-change.ts";

/** Kind of thing that a series is about. */
export type SubjectKind = "PROTOCOL" | "BACKSTOP" | "MARKET";

/** What a series is about. */
export type Subject = {
  readonly kind: SubjectKind;
  readonly id: string;
  /** Id of the protocol that it is or belongs to. */
  readonly protocol: string;
};

/** What a metric may be asked for besides its subject. */
export type SeriesParams = {
  /** Id of the only asset that is counted; null for all, in US dollars. */
  readonly asset: string | null;
  /** Causes of flows that are counted; null for all. */
  readonly causes: readonly string[] | null;
  /** Oldest price in seconds; null for the feeds' own heartbeats. */
  readonly maxPriceAge: bigint | null;
};

/** How the values inside a bucket become one. */
export type RollUp = "LAST" | "FIRST" | "MIN" | "MAX" | "SUM" | "TWAP" | "MEAN";

/** What stands where a bucket has no value. */
export type Fill = "NONE" | "NULL" | "PREVIOUS" | "ZERO" | "LINEAR";

/** Whether a metric can, or must, be asked for one asset. */
export type AssetRule = "REQUIRED" | "OPTIONAL" | "NONE";

type SeriesMetricBase = {
  readonly definition: MetricDefinition;
  readonly subjects: readonly SubjectKind[];
  readonly asset: AssetRule;
};

/** A metric that has a value at every moment: a stock, read from the book. */
export type LevelMetric = SeriesMetricBase & {
  readonly kind: "LEVEL";
  /** Parts of the book that it reads, with these parameters. */
  readonly parts: (params: SeriesParams) => readonly BookPart[];
  /** Assets whose prices it may read, given the book at the end. */
  readonly priced: (end: Book, subject: Subject, params: SeriesParams) => readonly (string | null)[];
  readonly unit: (params: SeriesParams) => string;
  /** Reads the exact value; its unit is that of `unit`. */
  readonly read: (book: Book, subject: Subject, params: SeriesParams) => Worth;
};

/** A metric that has a value for a span of time: the sum of what facts say. */
export type FlowMetric = SeriesMetricBase & {
  readonly kind: "FLOW";
  readonly source: FlowSource;
};

/** Which facts a flow metric adds up. */
export type FlowSource = {
  readonly entity: "fundFlow" | "liquidation" | "deficitChange" | "optionTrade" | "optionExercise";
  /** Field that holds the amount, in units of the asset in `asset`; never null. */
  readonly amount: string;
  readonly asset: string;
  /** Values of fields of which a fact must have all; one of the alternatives must hold. */
  readonly alternatives: readonly Readonly<Record<string, readonly string[]>>[];
  /** True where facts have a cause that can be asked for. */
  readonly hasCause: boolean;
};

/** Anything that a series can be made of. */
export type SeriesMetric = LevelMetric | FlowMetric;

/** What an open position, a level or a flow can be rolled up by; the first is used unless another is asked for. */
export const ROLL_UPS: Readonly<Record<SeriesMetric["kind"], readonly RollUp[]>> = {
  LEVEL: ["LAST", "FIRST", "MIN", "MAX", "TWAP"],
  FLOW: ["SUM", "MEAN", "MIN", "MAX"],
};

/** What gaps can be filled with. */
export const FILLS: Readonly<Record<SeriesMetric["kind"], readonly Fill[]>> = {
  LEVEL: ["NULL", "NONE", "PREVIOUS", "LINEAR"],
  FLOW: ["NULL", "NONE", "ZERO"],
};

/** Roll-ups of a metric that a kind of bucket allows: a block holds one value of a level. */
export function rollUpsOf(metric: SeriesMetric, bucket: Bucket): readonly RollUp[] {
  return metric.kind === "LEVEL" && bucket === "BLOCK" ? ["LAST"] : ROLL_UPS[metric.kind];
}

/** Field of a fact that names a subject. */
export function subjectField(kind: SubjectKind): "protocol" | "backstop" | "market" {
  return kind === "PROTOCOL" ? "protocol" : kind === "BACKSTOP" ? "backstop" : "market";
}

/** Unit of a metric that counts one asset, or everything in US dollars. */
export function assetUnit({ asset }: SeriesParams): string {
  return asset ?? CURRENCY;
}

/** Returns the unit of a metric's values: `USD`, the id of an asset, or what is counted. */
export function unitOf(metric: SeriesMetric, params: SeriesParams): string {
  return metric.kind === "LEVEL" ? metric.unit(params) : assetUnit(params);
}

/**
 * Reads a level from a book.
 *
 * @param book - Null where the ledger does not know the protocol yet.
 * @returns NO_DATA while the ledger does not know the subject.
 */
export function readLevel(
  metric: LevelMetric,
  book: Book | null,
  { subject, params }: { readonly subject: Subject; readonly params: SeriesParams },
): Worth {
  if (book !== null && isIn(book, subject)) return metric.read(book, subject, params);
  return missingWorth(
    metric.unit(params),
    "NO_DATA",
    "The ledger does not know the subject at that time yet.",
  );
}

function isIn(book: Book, { kind, id }: Subject): boolean {
  if (kind === "PROTOCOL") return book.protocol.id === id;
  if (kind === "MARKET") return book.markets.some((market) => market.id === id);
  return book.holdings.some(({ backstop }) => backstop.id === id);
}
