import type { Liquidation } from "../domain/entities/liquidation.ts";
import { endOrdinal } from "../domain/ordinal.ts";
import { missingWorth, type Worth } from "../domain/worth.ts";
import { liquidationAsAcquisition } from "../solvency/acquisition.ts";
import { CURRENCY } from "../solvency/price-board.ts";
import { acquisitionWorth } from "../solvency/value-leakage.ts";
import type { LedgerSession, Scoped } from "./ledger-session.ts";

/**
 * Values what one liquidation left to whoever took the collateral over, at the market prices known at the end of its block.
 *
 * @returns NOT_APPLICABLE where nobody takes collateral over at once.
 */
export async function loadLiquidatorProfit(
  { prices, loaders }: LedgerSession,
  liquidation: Scoped<Liquidation>,
): Promise<Worth> {
  const acquisition = liquidationAsAcquisition(liquidation);
  if (acquisition === null)
    return missingWorth(CURRENCY, "NOT_APPLICABLE", "Nobody takes collateral over at once.");
  const { view, blockNumber, timestamp } = liquidation;
  const { acquiredAsset, paidAsset } = acquisition;
  const horizon = endOrdinal(blockNumber);
  const load = async (asset: string) => {
    const [board, { decimals }] = await Promise.all([
      prices.load({ view, asset, horizon }),
      loaders.asset.load({ view, id: asset }),
    ]);
    return { decimals, price: board.priceOf(asset, { protocol: null, at: timestamp, maxAge: null }) };
  };
  const [acquired, paid] = await Promise.all([load(acquiredAsset), load(paidAsset)]);
  const decimalsOf = (asset: string) => (asset === acquiredAsset ? acquired.decimals : paid.decimals);
  return acquisitionWorth(acquisition, { acquired: acquired.price, paid: paid.price }, decimalsOf).profit;
}
