/**
 * State that facts add up to, kept as of some ordinals so that the state of any moment needs only the facts since the
 * nearest of them. One keyframe is one row for each group of facts; all of it can be made again from the facts.
 */
export type Keyframe = {
  /** Table that holds the rows of all keyframes of this kind. */
  readonly table: string;
  /** Table of the facts. */
  readonly source: string;
  /** Columns of the facts that tell the groups apart, and others that are the same in all facts of a group. */
  readonly keys: readonly string[];
  /** Column that orders facts of one ordinal. */
  readonly tie: "id" | "step";
  /** What is kept of each group. */
  readonly measures: readonly Measure[];
  /** Column of the facts for each field of the entity that conditions may be applied to before facts are added up. */
  readonly conditions: Readonly<Record<string, string>>;
};

/** How the facts of one group become one value. Every fold of folds is the fold of all. */
export type Measure = {
  readonly column: string;
  /** DuckDB type. */
  readonly type: string;
  /** What one fact gives, as SQL over its columns. */
  readonly given: string;
  /** `last`: of the last fact that does not give null. `sum`: of all. */
  readonly fold: "last" | "sum";
};

/** A measure that is what the last fact states. */
export function last(column: string, type: string, given: string): Measure {
  return { column, type, given, fold: "last" };
}

/** A measure that adds up amounts of the facts that meet a condition. */
export function total(column: string, when: string): Measure {
  return { column, type: "BIGNUM", given: `CASE WHEN ${when} THEN amount ELSE 0::BIGNUM END`, fold: "sum" };
}

/** A measure that counts facts. */
export function count(column: string): Measure {
  return { column, type: "BIGINT", given: "1", fold: "sum" };
}
