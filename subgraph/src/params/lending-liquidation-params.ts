import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { LendingChangeParams } from "./lending-change-params";
import { MarketParams } from "./market-params";

/** A liquidation in a market that spreads bad debt over its lenders with the same log. */
export class LendingLiquidationParams extends LendingChangeParams {
  /**
   * @param liquidated - Owner of the position.
   * @param debtRepaid - By the liquidator, in units of the market's debt asset.
   * @param seized - Collateral taken, in units of the market's collateral asset.
   * @param badDebt - Spread over the lenders, in units of the market's debt asset.
   */
  constructor(
    protocol: string,
    log: string,
    market: MarketParams,
    public liquidated: Bytes,
    public liquidator: Bytes,
    public debtRepaid: BigInt,
    public seized: BigInt,
    public badDebt: BigInt,
  ) {
    super(protocol, log, market);
    this.account = liquidated;
  }
}
