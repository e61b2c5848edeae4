import { Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { PriceFeedParams } from "./price-feed-params";

/** A feed that takes its answers from another contract from now on. */
export class AggregatorParams extends ActionParams {
  /** Place of the contract among those that answered for the feed; 0 where the feed numbers none. */
  phase: i32 = 0;
  /** Views that gave no answer, for people; null when all did. Becomes a SkippedEvent CALL_FAILED. */
  failedCalls: string | null = null;

  /**
   * @param name - The contract's own name of the parameter that names the source.
   * @param source - What the log names as source.
   * @param aggregator - Contract whose answers count; null when none does any more.
   */
  constructor(
    protocol: string,
    log: string,
    public feed: PriceFeedParams,
    public name: string,
    public source: Bytes,
    public aggregator: Bytes | null,
  ) {
    super(protocol, log);
  }
}
