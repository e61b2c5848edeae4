import { Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";

/** A status that all pools of a contract take at once; the contract numbers them from 0 without a gap. */
export class PoolsStatusParams extends ActionParams {
  /** What the event says about the cause; null when it says nothing. */
  reason: string | null = null;

  /**
   * @param contract - Contract of the pools.
   * @param status - New one of OperatingStatus; a pool that has it keeps its interval.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public status: string,
  ) {
    super(protocol, log);
  }
}
