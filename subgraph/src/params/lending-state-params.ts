import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { MarketParams } from "./market-params";

/** What a market says its lenders are owed and its borrowers owe. */
export class LendingStateParams extends ActionParams {
  /** Claims of lenders in the market's own share unit; null when the log does not tell. */
  suppliedShares: BigInt | null = null;
  /** True where markets open without totals, which the first such log makes. */
  isFirstKnown: bool = false;

  /**
   * @param suppliedAssets - Claims of lenders, in units of the debt asset.
   * @param borrowedAssets - Debts, in units of the debt asset.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public suppliedAssets: BigInt,
    public borrowedAssets: BigInt,
  ) {
    super(protocol, log);
  }
}
