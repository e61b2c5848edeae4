import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";

/** A profitable position that was reduced to close a bankrupt one. */
export class DeleveragingParams extends ActionParams {
  /** Bankrupt account; null when the event does not tell. */
  maker: Bytes | null = null;
  /** Value at the execution price, in units of the asset; null when the event does not tell. */
  notional: BigInt | null = null;
  /** Profit that the taker lost against the mark price, in units of the asset; null when the event does not tell. */
  haircut: BigInt | null = null;
  /** Execution price in the market's price unit; null when the event does not tell. */
  price: BigInt | null = null;
  /** Place in the queue, 1 first; below zero when the event does not tell. */
  rank: i32 = -1;
  /** Name (FactName) of the loss of an earlier log that the haircut pays; null for the deleveraging's own. */
  loss: Bytes | null = null;

  /**
   * @param taker - Account whose profit was cut.
   * @param size - Taken over, in the market's base unit.
   * @param mechanism - Backstop that stands for the deleveraging of the market; takes the haircut.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public taker: Bytes,
    public size: BigInt,
    public asset: AssetParams,
    public mechanism: BackstopParams,
  ) {
    super(protocol, log);
  }
}
