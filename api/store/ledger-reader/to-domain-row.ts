const names = new Map<string, string>();

/**
 * Renames the columns of a row to the fields of its domain type: `balance_after` becomes `balanceAfter`.
 * Values are kept: the store already gives bigint, number, string, boolean and null.
 */
export function toDomainRow<T>(row: Readonly<Record<string, unknown>>): T {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [fieldOf(column), value])) as T;
}

function fieldOf(column: string): string {
  const known = names.get(column);
  if (known !== undefined) return known;
  const field = column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  names.set(column, field);
  return field;
}
