import { BigInt, Bytes } from "@graphprotocol/graph-ts";
import { NO_KEY } from "../ids";
import { ActionParams } from "./action-params";
import { AssetParams } from "./asset-params";
import { BackstopParams } from "./backstop-params";
import { SkipParams } from "./skip-params";

/** A provider who asks capital back, by the number of shares that wait afterwards. */
export class WithdrawalRequestParams extends ActionParams {
  /** The protocol's number of the request; empty where a provider has one request at most. */
  key: Bytes = NO_KEY;

  /**
   * @param account - The provider.
   * @param queuedShares - All shares of the provider that wait after this event, in the pool's own share unit.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public account: Bytes,
    public queuedShares: BigInt,
  ) {
    super(protocol, log);
  }
}

/** Payment of what a provider has asked back. */
export class WithdrawalParams extends ActionParams {
  /**
   * True where a payment may be a part of what is queued, or none of it: the queue gives up to the shares burnt, and
   * a provider without a request is no gap.
   */
  isPartial: bool = false;
  /** What the log states wrongly though the payment is applied; null for nothing. */
  gap: SkipParams | null = null;
  /** The protocol's number of the request; empty where a provider has one request at most. */
  key: Bytes = NO_KEY;

  /**
   * @param account - The provider.
   * @param amount - Paid, in units of the asset.
   * @param shares - Burnt for it: all that the provider had queued, unless `isPartial`.
   */
  constructor(
    protocol: string,
    log: string,
    public backstop: BackstopParams,
    public asset: AssetParams,
    public account: Bytes,
    public amount: BigInt,
    public shares: BigInt,
  ) {
    super(protocol, log);
  }
}
