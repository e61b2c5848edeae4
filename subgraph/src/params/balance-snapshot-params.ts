import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";

/** What a contract says it holds; the flow is the difference to what the ledger knew. */
export class BalanceSnapshotParams extends ActionParams {
  /** Who paid or received; null when the logs do not tell. */
  account: Bytes | null = null;

  /**
   * @param balance - After the log, in units of the asset.
   * @param riseCause - One of FlowCause, for a balance that grew.
   * @param fallCause - One of FlowCause, for a balance that fell.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public balance: BigInt,
    public riseCause: string,
    public fallCause: string,
  ) {
    super(protocol, log);
  }
}
