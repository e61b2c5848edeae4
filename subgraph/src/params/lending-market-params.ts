import { MarketParams } from "./market-params";
import { MarketRegistrationParams } from "./market-registration-params";
import { ParameterChangeParams } from "./parameter-change-params";

/** A lending market that opens without lenders and borrowers. */
export class LendingMarketParams extends MarketRegistrationParams {
  /** Parameter that the market is born with; null when the log tells none. */
  parameter: ParameterChangeParams | null = null;

  /**
   * @param hasShares - True when the market counts claims and debts in shares of its own.
   */
  constructor(
    protocol: string,
    log: string,
    market: MarketParams,
    public hasShares: bool,
  ) {
    super(protocol, log, market);
  }
}
