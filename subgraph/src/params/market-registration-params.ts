import { ActionParams } from "./action-params";
import { MarketParams } from "./market-params";

/** A market that the protocol opened. */
export class MarketRegistrationParams extends ActionParams {
  /** Views that gave no answer, for people; null when all did. Becomes a SkippedEvent CALL_FAILED. */
  failedCalls: string | null = null;

  constructor(
    protocol: string,
    log: string,
    public market: MarketParams,
  ) {
    super(protocol, log);
  }
}
