import { ActionParams } from "./action-params";
import { BackstopParams } from "./backstop-params";

/** A backstop that changed its operating status. */
export class StatusChangeParams extends ActionParams {
  /** What the event says about the cause; null when it says nothing. */
  reason: string | null = null;

  /**
   * @param status - New one of OperatingStatus.
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
