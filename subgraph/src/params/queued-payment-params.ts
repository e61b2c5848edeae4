import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** Capital held as PENDING_OUTFLOW that leaves. */
export class QueuedPaymentParams extends ActionParams {
  /**
   * @param account - Whose capital it is.
   * @param cause - One of FlowCause.
   * @param amount - In units of the asset.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public account: Bytes,
    public cause: string,
    public amount: BigInt,
  ) {
    super(protocol, log);
  }
}
