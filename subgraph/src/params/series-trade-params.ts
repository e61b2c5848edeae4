import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { NO_KEY } from "../ids";
import { OptionSeriesParams } from "./option-params";
import { TradeTerms } from "./option-terms";

/** Trade in a series that was recorded before, or begins with it: its position grows, shrinks or moves. */
export class SeriesTradeParams extends TradeTerms {
  /** The protocol's number of the position; empty where an account has one position in a series. */
  key: Bytes = NO_KEY;
  /**
   * Decimals of `size` where they are not the underlying's: the recorded size is in units of the underlying, rounded
   * down. Below zero for the underlying's.
   */
  sizeDecimals: i32 = -1;
  /** Terms of the series, for a trade that may be its first; null where series are recorded before they trade. */
  opening: OptionSeriesParams | null = null;
  /** True when the position ends with this trade, whatever is known of its size. */
  closesPosition: bool = false;

  /**
   * @param series - Id of the series.
   * @param action - One of OptionAction: OPEN adds to the series, CLOSE and LIQUIDATE take from it.
   * @param account - Whose position it is.
   * @param side - The protocol's side, one of OptionSide.
   * @param size - Units of the underlying; null when the chain does not tell.
   */
  constructor(
    protocol: string,
    log: string,
    public series: Bytes,
    public action: string,
    account: Bytes,
    side: string,
    size: BigInt | null,
  ) {
    super(protocol, log, account, side);
    this.size = size;
  }
}
