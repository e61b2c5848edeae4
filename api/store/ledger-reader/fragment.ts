import type { SqlParameter } from "../sql.ts";

/** A piece of SQL with the values of its `?` marks. */
export type Fragment = { readonly text: string; readonly params: readonly SqlParameter[] };

/** Makes a piece of SQL. */
export function fragment(text: string, ...params: SqlParameter[]): Fragment {
  return { text, params };
}

/** Joins pieces with a separator, values in order. */
export function joinFragments(parts: readonly Fragment[], separator: string): Fragment {
  return {
    text: parts.map((part) => part.text).join(separator),
    params: parts.flatMap((part) => part.params),
  };
}
