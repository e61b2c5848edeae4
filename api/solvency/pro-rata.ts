/**
 * Shares an amount among capacities in proportion to them, in whole units. Each part is rounded down; the units that are left
 * go one by one to the first parts that were, so no part exceeds its capacity and nothing is lost.
 *
 * @param amount - 0 or more; what exceeds the sum of the capacities is not shared.
 * @param capacities - 0 or more, in the order in which left units go.
 * @example shareProRata(10n, [3n, 3n, 9n]) // [2n, 2n, 6n]
 * @example shareProRata(2n, [1n, 1n, 1n]) // [1n, 1n, 0n]
 */
export function shareProRata(amount: bigint, capacities: readonly bigint[]): bigint[] {
  const total = capacities.reduce((sum, capacity) => sum + capacity, 0n);
  if (amount >= total) return [...capacities];
  const floors = capacities.map((capacity) => (amount * capacity) / total);
  let left = amount - floors.reduce((sum, floor) => sum + floor, 0n);
  return floors.map((floor, at) => {
    const isRounded = floor * total !== amount * (capacities[at] ?? 0n);
    if (left === 0n || !isRounded) return floor;
    left -= 1n;
    return floor + 1n;
  });
}
