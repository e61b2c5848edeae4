import { type Fragment, fragment, joinFragments } from "../ledger-reader/fragment.ts";
import type { Keyframe, Measure } from "./keyframe.ts";

/** Which facts are added up: those of one network below an ordinal that meet conditions. */
export type FoldScope = {
  readonly network: string;
  /** First ordinal that does not take part. */
  readonly horizon: bigint;
  /** Conditions over the keys, as SQL; they hold for all facts of a group or for none. */
  readonly where: readonly Fragment[];
};

/**
 * Query for one row a group: what all facts below the horizon add up to. It reads the last keyframe at or below the
 * horizon and the facts since; without a keyframe it reads all of them.
 */
export function fold(keyframe: Keyframe, { network, horizon, where }: FoldScope): Fragment {
  const { table, source, measures } = keyframe;
  const keys = keyframe.keys.map((key) => `"${key}"`).join(", ");
  const start = fragment(
    "(SELECT max(horizon) FROM keyframe WHERE network = ? AND kind = ? AND horizon <= ?)",
    network,
    table,
    horizon,
  );
  const kept = [
    fragment(
      `SELECT ${keys}, ${names(measures)}, updated_ordinal, ${NO_TIE[keyframe.tie]} AS tie
       FROM ${table} WHERE network = ? AND horizon = `,
      network,
    ),
    start,
  ];
  const since = [
    fragment(
      `SELECT ${keys}, ${given(measures)}, ordinal, ${keyframe.tie}
       FROM ${source} WHERE network = ? AND ordinal < ? AND ordinal >= coalesce(`,
      network,
      horizon,
    ),
    start,
    fragment(", 0)"),
  ];
  const conditions = where.flatMap((condition) => [fragment(" AND "), condition]);
  return joinFragments(
    [
      fragment(`SELECT ${keys}, ${folded(measures)}, max(updated_ordinal) AS updated_ordinal FROM (`),
      ...[...kept, ...conditions],
      fragment(" UNION ALL "),
      ...[...since, ...conditions],
      fragment(`) GROUP BY ${keys}`),
    ],
    "",
  );
}

/** All facts since a keyframe have higher ordinals than it, so that this is never compared. */
const NO_TIE = { id: "''", step: "0" } as const;

function names(measures: readonly Measure[]): string {
  return measures.map(({ column }) => `"${column}"`).join(", ");
}

function given(measures: readonly Measure[]): string {
  return measures.map(({ column, given: sql }) => `${sql} AS "${column}"`).join(", ");
}

function folded(measures: readonly Measure[]): string {
  return measures.map(foldOf).join(", ");
}

function foldOf({ column, type, fold: kind }: Measure): string {
  if (kind === "last") return `arg_max("${column}", (updated_ordinal, tie)) AS "${column}"`;
  return `sum("${column}")::${type} AS "${column}"`;
}
