import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { LiquidationParams } from "./liquidation-params";
import { TradeTerms } from "./option-terms";
import { ParameterChangeParams } from "./parameter-change-params";

/** State of a numbered holding of a listed series, as the event states it. */
export class OptionHoldingParams extends ActionParams {
  /** Locked for it, in units of `collateralAsset`; null when the event does not tell. */
  collateral: BigInt | null = null;
  /** What `collateral` is counted in; null where it is the underlying. */
  collateralAsset: AssetParams | null = null;
  /** True after close, liquidation, merger or settlement. */
  isClosed: boolean = false;
  /** True where the log hands size on without a trade: what the holding gains is an OptionTrade TRANSFER. */
  isHandedOn: boolean = false;

  /**
   * @param id - Id of the holding.
   * @param series - Id of its series.
   * @param side - The protocol's side, one of OptionSide.
   * @param quote - What premiums are paid in.
   * @param size - Held after the log, in units of the underlying.
   */
  constructor(
    protocol: string,
    log: string,
    public id: Bytes,
    public series: Bytes,
    public account: Bytes,
    public side: string,
    public quote: AssetParams,
    public size: BigInt,
  ) {
    super(protocol, log);
  }
}

/** Trade of a numbered holding of a listed series with the protocol's pool. */
export class HoldingTradeParams extends TradeTerms {
  /** Parameters of the strike that the trade moves, in order. */
  parameters: Array<ParameterChangeParams> = [];
  /** Parameters of the series' board that the trade moves: the action adds the board's number to their names. */
  boardParameters: Array<ParameterChangeParams> = [];
  /** Expiry that the event states, for a series whose listing could not tell; null when it states none. */
  expiry: BigInt | null = null;
  /** The liquidation that the trade is; null for a trade of the holder. Flows and deficits of the log are then its own. */
  liquidation: LiquidationParams | null = null;

  /**
   * @param id - Id of the holding.
   * @param action - OPEN, CLOSE or LIQUIDATE of OptionAction.
   * @param side - The protocol's side, one of OptionSide.
   * @param amount - Traded, in units of the underlying; zero where only collateral moves.
   */
  constructor(
    protocol: string,
    log: string,
    public id: Bytes,
    public action: string,
    account: Bytes,
    side: string,
    public amount: BigInt,
  ) {
    super(protocol, log, account, side);
    this.size = amount;
  }
}

/** Settlement of a holding of a listed series. */
export class HoldingExerciseParams extends ActionParams {
  /** Price of the underlying that the event states, in the strike's scale; null when it states none. */
  price: BigInt | null = null;

  /**
   * @param id - Id of the holding.
   * @param pool - Backstop that is the other side.
   * @param quote - Asset of the payoffs that the pool pays.
   * @param size - Settled, in units of the underlying.
   * @param returned - What the event pays to the holder, in units of its payoff or of its collateral.
   * @param missing - Part of what the pool is owed that the holder's collateral does not cover; zero where the pool pays.
   */
  constructor(
    protocol: string,
    log: string,
    public id: Bytes,
    public pool: BackstopParams,
    public account: Bytes,
    public quote: AssetParams,
    public size: BigInt,
    public returned: BigInt,
    public missing: BigInt,
  ) {
    super(protocol, log);
  }
}
