import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** A backstop that the chain created. */
export class BackstopRegistrationParams extends ActionParams {
  /** Status that it begins with (OperatingStatus), where it does not work at once; null otherwise. */
  status: string | null = null;
  /** Why it does not work at once; null when the event says nothing. */
  reason: string | null = null;
  /** Views that gave no answer, for people; null when all did. Becomes a SkippedEvent CALL_FAILED. */
  failedCalls: string | null = null;

  /**
   * @param asset - What it will hold; null when the event does not tell.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams | null,
  ) {
    super(protocol, log);
  }
}
