import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";

/** A payment out of a contract with numbered pools, of which the event tells the asset and not the pool. */
export class PoolPaymentParams extends ActionParams {
  /** Who received it; null when the event does not tell. */
  account: Bytes | null = null;

  /**
   * @param contract - Contract of the pools.
   * @param asset - What is paid.
   * @param cause - One of FlowCause.
   * @param amount - In units of the asset.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public asset: Bytes,
    public cause: string,
    public amount: BigInt,
  ) {
    super(protocol, log);
  }
}
