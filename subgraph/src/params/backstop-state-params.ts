import { ActionParams } from "./action-params";
import { BackstopParams } from "./backstop-params";
import { MarketParams } from "./market-params";
import { ParameterChangeParams } from "./parameter-change-params";

/** A log that may change what a backstop can do, together with the parameter that it sets and the flows it makes. */
export class BackstopStateParams extends ActionParams {
  /** Parameter that the log sets; null for none. */
  parameter: ParameterChangeParams | null = null;
  /** Market that the backstop protects from now on; null when that stays. */
  market: MarketParams | null = null;
  /** Why the status changes; null when the event says nothing. */
  reason: string | null = null;
  /** The status changes only if it is this one (OperatingStatus); null for whatever it is. */
  onlyFrom: string | null = null;

  /**
   * @param status - New one of OperatingStatus; nothing is written where the backstop has it.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public status: string,
  ) {
    super(protocol, log);
  }
}
