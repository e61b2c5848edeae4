import type { Market } from "../domain/entities/reference.ts";

/** What tells which markets stand for each other. */
type PoolMarket = Pick<Market, "id" | "kind" | "contract" | "debtAsset">;

/**
 * Finds the markets in which all that an account pledges answers for all that it owes. Where a contract keeps the
 * collaterals of one debt in a market each, their ids extend the id of the market that has the debt (Compound v3). All
 * other markets stand alone, and so does each position in them.
 *
 * @returns Id of the market with the debt, by the id of each market that belongs to it, itself included.
 */
export function positionPools(markets: readonly PoolMarket[]): ReadonlyMap<string, string> {
  const pools = new Map<string, string>();
  let root: PoolMarket | null = null;
  for (const market of [...markets].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (root === null || !isPartOf(market, root)) {
      root = market;
      continue;
    }
    pools.set(root.id, root.id);
    pools.set(market.id, root.id);
  }
  return pools;
}

function isPartOf(market: PoolMarket, root: PoolMarket): boolean {
  return (
    market.id.startsWith(root.id) &&
    market.kind === root.kind &&
    market.contract === root.contract &&
    market.debtAsset === root.debtAsset
  );
}
