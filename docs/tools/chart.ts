/** A picture of numbers over one axis; plain data, drawn by {@link drawChart}. */
export type Chart = {
  /** What is seen, one line. */
  readonly title: string;
  readonly x: Axis;
  /** With its unit. */
  readonly y: Axis;
  readonly series: readonly Series[];
  /** Lines across the plot that say what a value means. */
  readonly marks?: readonly Mark[];
};

/** One axis. */
export type Axis = {
  /** With its unit. */
  readonly label: string;
  /** Names at 0, 1, 2, ... instead of numbers. */
  readonly names?: readonly string[];
};

/** Numbers that belong together; at most four in a chart. */
export type Series = {
  readonly label: string;
  /** LINE joins its points, STEP holds each value until the next, POINTS and BARS stand alone, BAND fills from the third number of a point to its second. */
  readonly kind: "LINE" | "STEP" | "POINTS" | "BARS" | "BAND";
  readonly points: readonly (readonly [x: number, y: number, base?: number])[];
};

/** A line at one value of an axis. */
export type Mark = { readonly axis: "x" | "y"; readonly at: number; readonly label: string };
