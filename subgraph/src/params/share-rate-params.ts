import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** The worth of a share that a staking contract states; a fall is a seizure, of which it states no amount. */
export class ShareRateParams extends ActionParams {
  /**
   * @param market - Whose losses the stake pays.
   * @param name - The contract's own name of the rate.
   * @param previous - Before, in units of the asset for one share, 10^18 = 1.
   * @param rate - After, in the same unit.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public market: MarketParams,
    public name: string,
    public previous: BigInt,
    public rate: BigInt,
  ) {
    super(protocol, log);
  }
}
