import { ActionParams } from "./action-params";
import { MarketParams } from "./market-params";

/** A market whose operating status a log changes or shows. */
export class MarketStatusParams extends ActionParams {
  /** What the event says about the cause; null when it says nothing. */
  reason: string | null = null;
  /** True when the log shows the status rather than changes it: then nothing is written while it stays the same. */
  isObserved: bool = false;

  /**
   * @param status - One of OperatingStatus.
   */
  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
    public status: string,
  ) {
    super(protocol, log);
  }
}
