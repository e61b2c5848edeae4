import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";

/** Bid as a share: of the sum to be paid, or, where the auction asks for all of it, of the lot to be taken. */
export class ShareBidParams extends ActionParams {
  /**
   * @param share - Bid, out of `whole`.
   * @param whole - What stands for everything, such as 10,000 for basis points.
   */
  constructor(
    protocol: string,
    log: string,
    public contract: Bytes,
    public number: BigInt,
    public share: BigInt,
    public whole: BigInt,
    public account: Bytes,
  ) {
    super(protocol, log);
  }
}
