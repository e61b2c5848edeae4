import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** The part of a balance that its contract says can absorb losses. */
export class ActivePartParams extends ActionParams {
  /**
   * @param active - In units of the asset.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public active: BigInt,
  ) {
    super(protocol, log);
  }
}
