import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/**
 * The account that a backstop has with a system which lets it fall below zero. What it holds is the backstop's balance
 * of the asset; what it lacks is the open deficit of the market in the asset, so that one of the two is zero.
 */
export class OverdraftParams {
  constructor(
    public backstop: BackstopParams,
    public market: MarketParams,
    public asset: AssetParams,
  ) {}
}
