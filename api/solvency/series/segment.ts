import type { SeriesPoint } from "./series-point.ts";

/** Piece of a series that is computed and kept as a whole: a bucket with its point, or for BLOCK a day of points. */
export type Segment = { readonly start: bigint; readonly points: readonly SeriesPoint[] };
