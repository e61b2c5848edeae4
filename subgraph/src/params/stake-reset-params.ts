import { BigInt } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** A staking contract that takes all stakes, or all that waits to be paid, and begins again with none. */
export class StakeResetParams extends ActionParams {
  /**
   * @param ofQueue - True for what waits to be paid, false for what backs the shares.
   * @param name - The contract's own name of what it counts up.
   * @param era - The new count.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public ofQueue: bool,
    public name: string,
    public era: BigInt,
  ) {
    super(protocol, log);
  }
}
