/** Groups items by a key; groups and items keep the order in which they came. */
export function groupsBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** As {@link groupsBy}, without the keys. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  return [...groupsBy(items, keyOf).values()];
}
