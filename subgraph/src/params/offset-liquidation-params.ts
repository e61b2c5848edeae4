import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** One position that a liquidation closed. */
export class LiquidatedPosition {
  /** True under recovery mode, where a position worth no more than its debt is never offset. */
  isInRecoveryMode: bool = false;

  /**
   * @param debt - Taken from the position, in units of the debt asset.
   * @param collateral - Taken from the position, in units of the collateral asset.
   */
  constructor(
    public account: Bytes,
    public debt: BigInt,
    public collateral: BigInt,
  ) {}
}

/**
 * Positions whose debt a stability pool cancels as far as it can; the other positions take over the rest.
 * The pool's part is either stated or the fall of its balance; its gain either stated or the rise.
 */
export class OffsetLiquidationParams extends ActionParams {
  /** Debt that the pool cancelled; null when only `poolDebtAfter` tells. */
  offset: BigInt | null = null;
  /** What the pool holds of the debt asset after it; null when the pool was not touched. */
  poolDebtAfter: BigInt | null = null;
  /** Collateral that the pool received; null when only `poolCollateralAfter` tells. */
  gain: BigInt | null = null;
  /** What the pool holds of the collateral after it; null when the pool was not touched. */
  poolCollateralAfter: BigInt | null = null;
  /** Collateral given back to the owners; null when the events do not tell. */
  surplus: BigInt | null = null;
  /** Paid to the liquidator for all positions alike, in units of the debt asset; null when the events do not tell. */
  fee: BigInt | null = null;
  /** Price of the collateral, 10^18 = one debt token for 10^18 units; null when the logs do not tell. */
  price: BigInt | null = null;

  /**
   * @param pool - The stability pool.
   * @param positions - In the order in which the contract closed them; at least one.
   * @param totalDebt - Debt of all positions.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public pool: BackstopParams,
    public collateral: AssetParams,
    public debt: AssetParams,
    public positions: Array<LiquidatedPosition>,
    public totalDebt: BigInt,
  ) {
    super(protocol, log);
  }
}
