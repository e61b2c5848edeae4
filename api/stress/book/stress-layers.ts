import type { Book, Holding } from "../../solvency/book.ts";
import { isCapitalLayer, usableAmount } from "../../solvency/resources.ts";
import type { FactorTable } from "./factor-table.ts";
import type { StressHolding, StressLayer } from "./stress-book.ts";

/** Layers that raise or take capital only when a loss is there. */
const UNFUNDED: readonly string[] = ["AUCTION_RECAP", "ADL", "SOCIALISED"];

/** Lists what pays for the losses of a book, in the order in which it pays. */
export function stressLayers(
  book: Book,
  factors: FactorTable,
  markets: ReadonlyMap<string, number>,
): StressLayer[] {
  return book.holdings
    .filter(({ backstop }) => isCapitalLayer(backstop) || backstop.layer === "SOCIALISED")
    .map((holding) => ({
      backstop: holding.backstop.id,
      name: holding.backstop.name,
      kind: holding.backstop.kind,
      layer: holding.backstop.layer,
      rank: holding.backstop.rank,
      market: holding.backstop.market === null ? null : (markets.get(holding.backstop.market) ?? null),
      isFunded: !UNFUNDED.includes(holding.backstop.layer),
      holdings: UNFUNDED.includes(holding.backstop.layer) ? [] : holdingsOf(holding, factors),
    }));
}

function holdingsOf(holding: Holding, factors: FactorTable): StressHolding[] {
  return holding.balances.map((balance) => {
    const { raw, reason } = usableAmount(holding, balance);
    const factor = factors.indexOf(balance.asset);
    const known = raw === null || raw < 0n ? 0n : raw;
    return { factor, raw: known, amount: factors.wholeUnits(factor, known), reason };
  });
}
