import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { MarketParams } from "./market-params";

/** What the protocol says to be queued of a deficit. */
export class PendingDeficitParams extends ActionParams {
  /**
   * @param pending - All that is queued after this log, in units of the asset.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public asset: AssetParams,
    public pending: BigInt,
  ) {
    super(protocol, log);
  }
}
